// All kernels for both precisions with vectors of VECTOR_BYTES, at least one block.

#define JOIN_(a, b, c) pf_##a##_##b##_##c
#define JOIN(a, b, c) JOIN_(a, b, c)

#define REAL float
#define ROOT __builtin_sqrtf
#define REAL_BYTES 4
#define INTEGER int32_t
#define LANES (VECTOR_BYTES / 4)
#define VARIANT(name) JOIN(name, f32, LEVEL)
#include "variant.h"
#undef REAL
#undef ROOT
#undef REAL_BYTES
#undef INTEGER
#undef LANES
#undef VARIANT

#define REAL double
#define ROOT __builtin_sqrt
#define REAL_BYTES 8
#define INTEGER int64_t
#if VECTOR_BYTES == 64
#define LANES 8
#else
#define LANES 4
#endif
#define VARIANT(name) JOIN(name, f64, LEVEL)
#include "variant.h"
#undef REAL
#undef ROOT
#undef REAL_BYTES
#undef INTEGER
#undef LANES
#undef VARIANT

#undef JOIN
#undef JOIN_
