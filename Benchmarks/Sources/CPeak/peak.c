// Sixteen independent chains of fused multiplications and additions, which keep both units busy.

#include "CPeak.h"

#define LOOP(REAL, LANES) \
  { \
    typedef REAL V __attribute__((vector_size(LANES * sizeof(REAL)))); \
    V sums[16], factor = (V){0} + (REAL)0.999, term = (V){0} + (REAL)1e-3; \
    for (int i = 0; i < 16; i++) sums[i] = (V){0} + (REAL)i; \
    for (long k = 0; k < rounds; k++) { \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < 16; i++) \
        sums[i] = sums[i] * factor + term; \
    } \
    V total = sums[0]; \
    for (int i = 1; i < 16; i++) total += sums[i]; \
    volatile REAL kept = total[0]; \
    (void)kept; \
    return LANES; \
  }

#if defined(__x86_64__)
#define AVX512 __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define AVX2 __attribute__((target("arch=x86-64-v3"), min_vector_width(256)))
AVX512 static int single512(long rounds) LOOP(float, 16)
AVX512 static int double512(long rounds) LOOP(double, 8)
AVX2 static int single256(long rounds) LOOP(float, 8)
AVX2 static int double256(long rounds) LOOP(double, 4)
#endif
static int single128(long rounds) LOOP(float, 4)
static int double128(long rounds) LOOP(double, 2)

#if defined(__x86_64__)
#define CHOOSE(kind) \
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) \
    return kind##512(rounds); \
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return kind##256(rounds); \
  return kind##128(rounds);
#else
#define CHOOSE(kind) return kind##128(rounds);
#endif

int cpeak_single(long rounds) { CHOOSE(single) }
int cpeak_double(long rounds) { CHOOSE(double) }
