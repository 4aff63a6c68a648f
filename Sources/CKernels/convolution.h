// The convolution over the edges of a graph, messages never stored.
//
//     A_{i,s}[m1][q] = sum over edges e of shell s into node i of Y_e[q] x_source(e)[m1]
//     t_{i,s}[path][m3] = sum of C[m1][q][m3] A_{i,s}[m1][q]
//     y_i[path][m3] = sum over s of w_s[path] t_{i,s}[path][m3]
//
// and backwards, with the t kept,
//
//     w'_s[path] += sum of y'_i[path][m3] t_{i,s}[path][m3]
//     A'[m1][q] = sum of C[m1][q][m3] w_s[path] y'_i[path][m3]
//     x'_source(e)[m1] += sum of Y_e[q] A'[m1][q]
//
// One vector of channels and samples at a time, so that A fits into the nearest cache.

#define MAX_COMPONENTS 1024

INLINE void VARIANT(gather)(
    const int count, const PFConvolution *plan, int32_t first, int32_t end, const REAL *harmonics,
    const REAL *input, V *sums) {
  V sum[16];
  UNROLL for (int q = 0; q < count; q++) sum[q] = (V){0};
  for (int32_t e = first; e < end; e++) {
    V x = LOAD(input + plan->edgeSources[e] * plan->inputStride);
    const REAL *y = harmonics + plan->edgeHarmonics[e] * plan->harmonicStride;
    UNROLL for (int q = 0; q < count; q++) sum[q] += y[q] * x;
  }
  UNROLL for (int q = 0; q < count; q++) sums[q] = sum[q];
}

INLINE void VARIANT(scatter)(
    const int count, const PFConvolution *plan, int32_t first, int32_t end, const REAL *harmonics,
    const V *sums, REAL *gradient) {
  V sum[16];
  UNROLL for (int q = 0; q < count; q++) sum[q] = sums[q];
  for (int32_t e = first; e < end; e++) {
    REAL *x = gradient + plan->edgeSources[e] * plan->inputStride;
    const REAL *y = harmonics + plan->edgeHarmonics[e] * plan->harmonicStride;
    V one = LOAD(x), two = (V){0};
    UNROLL for (int q = 0; q < count; q += 2) {
      one += y[q] * sum[q];
      if (q + 1 < count) two += y[q + 1] * sum[q + 1];
    }
    STORE(x, one + two);
  }
}

#define BY_HARMONICS(FUNCTION, ...) \
  for (int32_t q = 0; q < harmonicCount;) { \
    const int32_t left = harmonicCount - q; \
    if (MOST_HARMONICS >= 16 && left >= 16) { \
      FUNCTION(16, plan, firstEdge, endEdge, harmonics + q, __VA_ARGS__); \
      q += 16; \
    } else if (left == 9) { \
      FUNCTION(9, plan, firstEdge, endEdge, harmonics + q, __VA_ARGS__); \
      q += 9; \
    } else if (left >= 8) { \
      FUNCTION(8, plan, firstEdge, endEdge, harmonics + q, __VA_ARGS__); \
      q += 8; \
    } else if (left >= 4) { \
      FUNCTION(4, plan, firstEdge, endEdge, harmonics + q, __VA_ARGS__); \
      q += 4; \
    } else { \
      FUNCTION(1, plan, firstEdge, endEdge, harmonics + q, __VA_ARGS__); \
      q += 1; \
    } \
  }

static void VARIANT(convolve)(
    const PFConvolution *plan, int64_t low, int64_t high, const REAL *input, const REAL *weights,
    REAL *result, REAL *coupled) {
  const REAL *harmonics = plan->harmonics;
  const REAL *values = plan->termValues;
  V sums[MAX_COMPONENTS];
  for (int64_t node = low; node < high; node++) {
    REAL *y = result + node * plan->resultStride;
    for (int64_t k = 0; k < plan->resultStride; k += LANES) STORE(y + k, (V){0});
    for (int32_t shell = plan->shellStarts[node]; shell < plan->shellStarts[node + 1]; shell++) {
      const int32_t firstEdge = plan->edgeStarts[shell], endEdge = plan->edgeStarts[shell + 1];
      const REAL *w = weights + plan->shellRadii[shell] * plan->weightStride;
      REAL *t = coupled + shell * plan->coupledStride;
      for (int64_t b = 0; b < plan->blockCount; b++) {
        const int32_t *block = plan->blocks + 7 * b;
        const int32_t rows = block[0], width = block[1], harmonicCount = block[3];
        for (int32_t lane = 0; lane < width; lane += LANES) {
          for (int32_t m = 0; m < rows; m++) {
            const REAL *x = input + block[2] + m * width + lane;
            BY_HARMONICS(VARIANT(gather), x, sums + m * harmonicCount + q)
          }
          for (int32_t p = block[4]; p < block[5]; p++) {
            const int32_t *path = plan->paths + 5 * p;
            const V weight = LOAD(w + path[3] + lane);
            REAL *out = y + path[1] + lane;
            const int32_t *starts = plan->rowStarts + path[4];
            for (int32_t m = 0; m < path[0]; m++) {
              V sum = (V){0}, other = (V){0};
              int32_t k = starts[m];
              for (; k + 2 <= starts[m + 1]; k += 2) {
                sum += values[k] * sums[plan->termSources[k]];
                other += values[k + 1] * sums[plan->termSources[k + 1]];
              }
              if (k < starts[m + 1]) sum += values[k] * sums[plan->termSources[k]];
              sum += other;
              STORE(t, sum);
              t += LANES;
              STORE(out + m * path[2], LOAD(out + m * path[2]) + weight * sum);
            }
          }
        }
      }
    }
  }
}

static void VARIANT(convolve_back)(
    const PFConvolution *plan, int64_t low, int64_t high, const REAL *weights,
    const REAL *cotangent, const REAL *coupled, REAL *inputGradient, REAL *weightGradient) {
  const REAL *harmonics = plan->harmonics;
  const REAL *values = plan->sourceValues;
  V sums[MAX_COMPONENTS], upper[MAX_COMPONENTS];
  // Coupled features of the blocks before `low`.
  int64_t before = 0;
  for (int64_t b = 0; b < low; b++) {
    const int32_t *block = plan->blocks + 7 * b;
    for (int32_t p = block[4]; p < block[5]; p++) before += plan->paths[5 * p] * block[1];
  }
  for (int64_t node = 0; node < plan->nodeCount; node++) {
    const REAL *y = cotangent + node * plan->resultStride;
    for (int32_t shell = plan->shellStarts[node]; shell < plan->shellStarts[node + 1]; shell++) {
      const int32_t firstEdge = plan->edgeStarts[shell], endEdge = plan->edgeStarts[shell + 1];
      const int64_t radius = plan->shellRadii[shell] * plan->weightStride;
      const REAL *t = coupled + shell * plan->coupledStride + before;
      for (int64_t b = low; b < high; b++) {
        const int32_t *block = plan->blocks + 7 * b;
        const int32_t rows = block[0], width = block[1], harmonicCount = block[3];
        for (int32_t lane = 0; lane < width; lane += LANES) {
          V *row = upper;
          for (int32_t p = block[4]; p < block[5]; p++) {
            const int32_t *path = plan->paths + 5 * p;
            const V weight = LOAD(weights + radius + path[3] + lane);
            const REAL *out = y + path[1] + lane;
            V overlap = (V){0};
            for (int32_t m = 0; m < path[0]; m++) {
              const V g = LOAD(out + m * path[2]);
              overlap += g * LOAD(t);
              t += LANES;
              *row++ = weight * g;
            }
            REAL *slot = weightGradient + radius + path[3] + lane;
            STORE(slot, LOAD(slot) + overlap);
          }
          const int32_t *starts = plan->sourceStarts + block[6];
          for (int32_t k = 0; k < rows * harmonicCount; k++) {
            V sum = (V){0}, other = (V){0};
            int32_t n = starts[k];
            for (; n + 2 <= starts[k + 1]; n += 2) {
              sum += values[n] * upper[plan->sourceRows[n]];
              other += values[n + 1] * upper[plan->sourceRows[n + 1]];
            }
            if (n < starts[k + 1]) sum += values[n] * upper[plan->sourceRows[n]];
            sums[k] = sum + other;
          }
          for (int32_t m = 0; m < rows; m++) {
            REAL *x = inputGradient + block[2] + m * width + lane;
            BY_HARMONICS(VARIANT(scatter), sums + m * harmonicCount + q, x)
          }
        }
      }
    }
  }
}
