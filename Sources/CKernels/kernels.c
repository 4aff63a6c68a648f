// The kernels for every instruction set, and the choice between them.
//
// The choice is made by plain calls and not by resolvers of the dynamic linker, which run before the
// thread sanitiser is ready. Where the processor fuses multiplication and addition the results
// differ from others by rounding.

#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Functions that take vectors are all inlined; how they would pass them does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define LEVEL base
#define VECTOR_BYTES 16
#define GRAM_ROWS 2
#if defined(__aarch64__)
#define TILE_ROWS 6
#define TILE_VECTORS 4
#define MOST_HARMONICS 16
#else
#define TILE_ROWS 4
#define TILE_VECTORS 2
#define MOST_HARMONICS 8
#endif
#include "precisions.h"
#include "neighbours.h"
#include "product.h"
#include "gram.h"
#undef LEVEL
#undef VECTOR_BYTES
#undef TILE_ROWS
#undef TILE_VECTORS
#undef MOST_HARMONICS
#undef GRAM_ROWS

#if defined(__x86_64__) && defined(__clang__)
#define HAS_LEVELS 1

#pragma clang attribute push( \
    __attribute__((target("arch=x86-64-v3"), min_vector_width(256))), apply_to = function)
#define LEVEL v3
#define VECTOR_BYTES 32
#define GRAM_ROWS 2
#define TILE_ROWS 4
#define TILE_VECTORS 3
#define MOST_HARMONICS 8
#include "precisions.h"
#include "neighbours.h"
#include "product.h"
#include "gram.h"
#undef LEVEL
#undef VECTOR_BYTES
#undef TILE_ROWS
#undef TILE_VECTORS
#undef MOST_HARMONICS
#undef GRAM_ROWS
#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#define LEVEL v4
#define VECTOR_BYTES 64
#define GRAM_ROWS 4
#define TILE_ROWS 6
#define TILE_VECTORS 4
#define MOST_HARMONICS 16
#include "precisions.h"
#include "neighbours.h"
#include "product.h"
#include "gram.h"
#undef LEVEL
#undef VECTOR_BYTES
#undef TILE_ROWS
#undef TILE_VECTORS
#undef MOST_HARMONICS
#undef GRAM_ROWS
#pragma clang attribute pop

static int supported(void) {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512cd"))
    return 64;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
    return 32;
  return 16;
}

static _Atomic int most = 64;

void pf_limit_vectors(int bytes) { most = bytes; }

int pf_vector_bytes(void) {
  const int bytes = supported(), limit = most;
  return bytes < limit ? bytes : limit;
}

#define CHOOSE(name, precision, ...) \
  switch (pf_vector_bytes()) { \
  case 64: pf_##name##_##precision##_v4(__VA_ARGS__); break; \
  case 32: pf_##name##_##precision##_v3(__VA_ARGS__); break; \
  default: pf_##name##_##precision##_base(__VA_ARGS__); \
  }
#else
void pf_limit_vectors(int bytes) { (void)bytes; }

int pf_vector_bytes(void) { return 16; }
#define CHOOSE(name, precision, ...) pf_##name##_##precision##_base(__VA_ARGS__);
#endif

#define DEFINE(REAL, NAME) \
  void pf_multiply_##NAME( \
      int64_t rows, int64_t columnCount, int64_t depth, const REAL *a, int64_t aRow, \
      int64_t aDepth, const REAL *b, int64_t bDepth, REAL *c, int64_t cRow, \
      const int32_t *columns, int accumulates) { \
    CHOOSE( \
        multiply, NAME, rows, columnCount, depth, a, aRow, aDepth, b, bDepth, c, cRow, columns, \
        accumulates) \
  } \
  void pf_transpose_##NAME( \
      int64_t rows, int64_t columns, const REAL *a, int64_t aRow, REAL *b, int64_t bRow) { \
    CHOOSE(transpose, NAME, rows, columns, a, aRow, b, bRow) \
  } \
  void pf_convolve_##NAME( \
      const PFConvolution *plan, int64_t low, int64_t high, const REAL *input, \
      const REAL *weights, REAL *result, REAL *coupled) { \
    CHOOSE(convolve, NAME, plan, low, high, input, weights, result, coupled) \
  } \
  void pf_convolve_back_##NAME( \
      const PFConvolution *plan, int64_t low, int64_t high, const REAL *weights, \
      const REAL *cotangent, const REAL *coupled, REAL *inputGradient, REAL *weightGradient) { \
    CHOOSE( \
        convolve_back, NAME, plan, low, high, weights, cotangent, coupled, inputGradient, \
        weightGradient) \
  } \
  void pf_relaxed_matrices_##NAME( \
      const PFRelaxedProduct *plan, const REAL *relaxed, const REAL *weights, REAL *coupled, \
      REAL *matrices) { \
    CHOOSE(relaxed_matrices, NAME, plan, relaxed, weights, coupled, matrices) \
  } \
  void pf_relaxed_matrices_back_##NAME( \
      const PFRelaxedProduct *plan, const REAL *coupled, const REAL *weights, \
      const REAL *matrixGradient, REAL *scratch, REAL *relaxedGradient, REAL *weightGradient) { \
    CHOOSE( \
        relaxed_matrices_back, NAME, plan, coupled, weights, matrixGradient, scratch, \
        relaxedGradient, weightGradient) \
  } \
  void pf_gate_##NAME(const PFGate *plan, int64_t rows, const REAL *input, REAL *result) { \
    CHOOSE(gate, NAME, plan, rows, input, result) \
  } \
  void pf_gate_back_##NAME( \
      const PFGate *plan, int64_t rows, const REAL *input, const REAL *cotangent, \
      REAL *gradient) { \
    CHOOSE(gate_back, NAME, plan, rows, input, cotangent, gradient) \
  } \
  void pf_harmonics_##NAME( \
      int degree, const REAL *factors, int64_t count, const REAL *points, REAL *values, \
      REAL *gradients) { \
    CHOOSE(harmonics, NAME, degree, factors, count, points, values, gradients) \
  } \
  int pf_is_finite_##NAME(const REAL *numbers, int64_t count) { \
    int result = 0; \
    CHOOSE(is_finite, NAME, &result, numbers, count) \
    return result; \
  }

DEFINE(float, f32)
DEFINE(double, f64)

int64_t pf_neighbours(
    const PFNeighbourGrid *grid, int64_t first, int64_t end, int64_t count, int32_t *found,
    int64_t capacity, int64_t *ends) {
  int64_t done = first;
#if HAS_LEVELS
  switch (pf_vector_bytes()) {
  case 64: pf_neighbours_v4(&done, grid, first, end, count, found, capacity, ends); break;
  case 32: pf_neighbours_v3(&done, grid, first, end, count, found, capacity, ends); break;
  default: pf_neighbours_base(&done, grid, first, end, count, found, capacity, ends);
  }
#else
  pf_neighbours_base(&done, grid, first, end, count, found, capacity, ends);
#endif
  return done;
}

#if HAS_LEVELS
#define CHOOSE_DOUBLE(name, ...) \
  switch (pf_vector_bytes()) { \
  case 64: pf_##name##_v4(__VA_ARGS__); break; \
  case 32: pf_##name##_v3(__VA_ARGS__); break; \
  default: pf_##name##_base(__VA_ARGS__); \
  }
#else
#define CHOOSE_DOUBLE(name, ...) pf_##name##_base(__VA_ARGS__);
#endif

void pf_product(
    const PFProduct *plan, int64_t rows, const double *left, const double *right,
    const double *weights, int isShared, double *result, double *scratch) {
  CHOOSE_DOUBLE(product, plan, rows, left, right, weights, isShared, result, scratch)
}

void pf_product_back(
    const PFProduct *plan, int64_t rows, const double *left, const double *right,
    const double *weights, int isShared, const double *cotangent, double *leftGradient,
    double *rightGradient, double *weightGradient, double *scratch) {
  CHOOSE_DOUBLE(
      product_back, plan, rows, left, right, weights, isShared, cotangent, leftGradient,
      rightGradient, weightGradient, scratch)
}

void pf_gram(
    int64_t first, int64_t end, int64_t columns, const double *matrix, double *c, int64_t cRow) {
  CHOOSE_DOUBLE(gram, first, end, columns, matrix, c, cRow)
}
