// The fully connected product with relaxed weights as matrices on the features.
//
//     K_v[(m1,u)][(m3,w)] = sum over paths of W[u][v][w] B_v[path][m1][m3]
//     B_v[path][m1][m3] = sum of C[m1][m2][m3] theta_v[m2]
//
// for every copy v of the relaxed weights; theta differs between the samples of a block, W does not.

#define MAX_PATHS 64

static void VARIANT(relaxed_matrices)(
    const PFRelaxedProduct *plan, const REAL *relaxed, const REAL *weights, REAL *coupled,
    REAL *matrices) {
  typedef VARIANT(block) B;
  const REAL *values = plan->termValues;
  const int64_t copies = plan->copies;
  for (int64_t k = 0; k < copies * plan->coupledSize; k++) *(B *)(coupled + 4 * k) = (B){0};
  for (int64_t v = 0; v < copies; v++)
    for (int64_t n = 0; n < plan->termCount; n++)
      *(B *)(coupled + 4 * (v * plan->coupledSize + plan->termTargets[n])) +=
          values[n] * *(const B *)(relaxed + 4 * (v * plan->relaxedSize + plan->termSources[n]));
  for (int64_t index = 0; index < plan->pairCount; index++) {
    const int32_t *pair = plan->pairs + 10 * index;
    const int32_t width = pair[1], rows = pair[2], columns = pair[3];
    const int32_t first = pair[8], count = pair[9] - pair[8];
    for (int32_t u = 0; u < pair[0]; u++)
      for (int32_t w = 0; w < width; w += LANES / 4)
        for (int64_t v = 0; v < copies; v++) {
          V weight[MAX_PATHS];
          for (int32_t p = 0; p < count; p++)
            weight[p] = SPREAD(weights + plan->paths[2 * (first + p)] + (u * copies + v) * width + w);
          REAL *matrix = matrices + v * plan->matrixStride + pair[6] + 4 * w;
          const REAL *tensors = coupled + 4 * v * plan->coupledSize;
          for (int32_t one = 0; one < rows; one++)
            for (int32_t two = 0; two < columns; two++) {
              V sum = (V){0};
              for (int32_t p = 0; p < count; p++)
                sum += weight[p] *
                       REPEAT(tensors + 4 * (plan->paths[2 * (first + p) + 1] + one * columns + two));
              STORE(matrix + (pair[4] + one * pair[5] + u) * plan->rowStride + two * pair[7], sum);
            }
        }
  }
}

static void VARIANT(relaxed_matrices_back)(
    const PFRelaxedProduct *plan, const REAL *coupled, const REAL *weights,
    const REAL *matrixGradient, REAL *scratch, REAL *relaxedGradient, REAL *weightGradient) {
  typedef VARIANT(block) B;
  const REAL *values = plan->termValues;
  const int64_t copies = plan->copies;
  const int64_t size = copies * plan->coupledSize;
  for (int64_t k = 0; k < size; k++) STORE(scratch + k * LANES, (V){0});
  for (int64_t index = 0; index < plan->pairCount; index++) {
    const int32_t *pair = plan->pairs + 10 * index;
    const int32_t width = pair[1], rows = pair[2], columns = pair[3];
    const int32_t first = pair[8], count = pair[9] - pair[8];
    for (int32_t u = 0; u < pair[0]; u++)
      for (int32_t w = 0; w < width; w += LANES / 4)
        for (int64_t v = 0; v < copies; v++) {
          V weight[MAX_PATHS], overlap[MAX_PATHS];
          for (int32_t p = 0; p < count; p++) {
            weight[p] = SPREAD(weights + plan->paths[2 * (first + p)] + (u * copies + v) * width + w);
            overlap[p] = (V){0};
          }
          const REAL *matrix = matrixGradient + v * plan->matrixStride + pair[6] + 4 * w;
          const int64_t base = v * plan->coupledSize;
          for (int32_t one = 0; one < rows; one++)
            for (int32_t two = 0; two < columns; two++) {
              const V g =
                  LOAD(matrix + (pair[4] + one * pair[5] + u) * plan->rowStride + two * pair[7]);
              for (int32_t p = 0; p < count; p++) {
                const int64_t place =
                    base + plan->paths[2 * (first + p) + 1] + one * columns + two;
                overlap[p] += g * REPEAT(coupled + 4 * place);
                STORE(scratch + place * LANES, LOAD(scratch + place * LANES) + weight[p] * g);
              }
            }
          for (int32_t p = 0; p < count; p++) {
            REAL *out = weightGradient + plan->paths[2 * (first + p)] + (u * copies + v) * width + w;
            for (int k = 0; k < LANES / 4; k++)
              out[k] += (overlap[p][4 * k] + overlap[p][4 * k + 1]) +
                        (overlap[p][4 * k + 2] + overlap[p][4 * k + 3]);
          }
        }
  }
  for (int64_t k = 0; k < size; k++) {
    B sum = (B){0};
    for (int j = 0; j < LANES / 4; j++) sum += *(const B *)(scratch + k * LANES + 4 * j);
    *(B *)(scratch + k * LANES) = sum;
  }
  for (int64_t v = 0; v < copies; v++)
    for (int64_t n = 0; n < plan->termCount; n++)
      *(B *)(relaxedGradient + 4 * (v * plan->relaxedSize + plan->termSources[n])) +=
          values[n] *
          *(const B *)(scratch + (v * plan->coupledSize + plan->termTargets[n]) * LANES);
}
