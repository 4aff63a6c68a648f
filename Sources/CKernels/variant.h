// All kernels for one precision and one vector width.

#include "vectors.h"

#include "multiply.h"

#include "convolution.h"

#include "relaxed.h"

#include "gate.h"

#include "harmonics.h"

#undef V
#undef INLINE
#undef LOAD
#undef STORE
#undef SPLAT
#undef REPEAT
#undef SPREAD
#undef UNROLL
#undef MAX_COMPONENTS
#undef MAX_PATHS
#undef BY_HARMONICS
#undef MOST_DEGREE
#undef PLACE
#undef SMALLEST
