// The weighted product of two features for eight rows at once. Included once for each instruction
// set, with LEVEL defined.
//
//     M_v[k][i] = sum of C[i][j][k] y_v[j]          for every copy v of the second factor
//     c_p[k] = sum of M_v[k][i] x_u[i]              for every pair p = (u, v) that meets
//     z_w[k] += sum of W[p][w] c_p[k]               for every copy w that p reaches
//
// and backwards
//
//     c'_p[k] = sum of W[p][w] z'_w[k] ,   W'[p][w] += sum of c_p[k] z'_w[k]
//     x'_u[i] += sum of M_v[k][i] c'_p[k] ,   M'_v[k][i] += x_u[i] c'_p[k]
//     y'_v[j] += sum of C[i][j][k] M'_v[k][i]

#define NAME__(name, level) pf_##name##_##level
#define NAME_(name, level) NAME__(name, level)
#define NAME(name) NAME_(name, LEVEL)
#define V NAME(rows8)
#define INLINE static inline __attribute__((always_inline))
// Copies of the result, or pairs, that share what they load.
#define TILE 4

typedef double V __attribute__((vector_size(64), aligned(64)));

INLINE void NAME(pack)(
    const double *rows, int64_t size, int64_t stride, int count, V *packed) {
  for (int64_t k = 0; k < size; k++) {
    V v = (V){0};
    for (int r = 0; r < count; r++) v[r] = rows[r * stride + k];
    packed[k] = v;
  }
}

INLINE void NAME(unpack)(const V *packed, int64_t size, int count, double *rows) {
  for (int r = 0; r < count; r++)
    for (int64_t k = 0; k < size; k++) rows[r * size + k] = packed[k][r];
}

INLINE V NAME(weight)(const double *shared, const V *own, int64_t index) {
  return shared ? shared[index] - (V){0} : own[index];
}

/// M of every copy of the second factor.
INLINE void NAME(matrices)(
    const PFProduct *plan, const PFProductRoute *route, const V *right, V *matrices) {
  const int64_t size = route->first * route->dimension;
  for (int32_t v = 0; v < route->secondCount; v++) {
    V *matrix = matrices + v * size;
    for (int64_t k = 0; k < size; k++) matrix[k] = (V){0};
    const V *y = right + route->right + v * route->second;
    for (int32_t t = route->firstTerm; t < route->endTerm; t++)
      matrix[plan->terms[2 * t]] += plan->values[t] * y[plan->terms[2 * t + 1]];
  }
}

/// c of every pair.
INLINE void NAME(couple)(
    const PFProductRoute *route, const int dimension, const int32_t *pairs, const V *left,
    const V *matrices, V *coupled) {
  const int rows = route->first;
  for (int32_t p = 0; p < route->pairCount; p++) {
    const V *x = left + pairs[3 * p], *matrix = matrices + pairs[3 * p + 1];
    V sum[16];
    for (int k = 0; k < dimension; k++) sum[k] = (V){0};
    for (int i = 0; i < rows; i++)
      for (int k = 0; k < dimension; k++) sum[k] += x[i] * matrix[i * dimension + k];
    for (int k = 0; k < dimension; k++) coupled[p * dimension + k] = sum[k];
  }
}

INLINE void NAME(reach)(
    const PFProductRoute *route, const int dimension, const int32_t *pairs, const V *coupled,
    const double *shared, const V *own, V *result) {
  const int64_t copies = route->copies;
  if (!route->reachesAll) {
    for (int32_t p = 0; p < route->pairCount; p++) {
      V *z = result + pairs[3 * p + 2];
      const V w = route->weight < 0 ? 1 - (V){0} : NAME(weight)(shared, own, route->weight + p);
      for (int k = 0; k < dimension; k++) z[k] += w * coupled[p * dimension + k];
    }
    return;
  }
  for (int64_t first = 0; first < copies; first += TILE) {
    const int here = copies - first < TILE ? (int)(copies - first) : TILE;
    V *z = result + pairs[2] + first * dimension;
    V sum[TILE][16];
    for (int w = 0; w < TILE; w++) for (int k = 0; k < dimension; k++) sum[w][k] = (V){0};
    for (int32_t p = 0; p < route->pairCount; p++) {
      const V *c = coupled + p * dimension;
      const int64_t index = route->weight + p * copies + first;
      if (here == TILE)
        for (int w = 0; w < TILE; w++) {
          const V one = NAME(weight)(shared, own, index + w);
          for (int k = 0; k < dimension; k++) sum[w][k] += one * c[k];
        }
      else
        for (int w = 0; w < here; w++) {
          const V one = route->weight < 0 ? 1 - (V){0} : NAME(weight)(shared, own, index + w);
          for (int k = 0; k < dimension; k++) sum[w][k] += one * c[k];
        }
    }
    for (int w = 0; w < here; w++)
      for (int k = 0; k < dimension; k++) z[w * dimension + k] += sum[w][k];
  }
}

INLINE void NAME(reach_back)(
    const PFProductRoute *route, const int dimension, const int32_t *pairs, const V *coupled,
    const double *shared, const V *own, const V *cotangent, V *gradient, double *sharedGradient,
    V *ownGradient) {
  const int64_t copies = route->reachesAll ? route->copies : 1;
  for (int32_t p = 0; p < route->pairCount; p++) {
    const V *z = cotangent + pairs[3 * p + 2], *c = coupled + p * dimension;
    V sum[16];
    for (int k = 0; k < dimension; k++) sum[k] = (V){0};
    const int64_t index = route->weight + p * copies;
    for (int64_t w = 0; w < copies; w++) {
      const V *upper = z + w * dimension;
      if (route->weight < 0) {
        for (int k = 0; k < dimension; k++) sum[k] += upper[k];
        continue;
      }
      const V one = NAME(weight)(shared, own, index + w);
      V overlap = (V){0};
      for (int k = 0; k < dimension; k++) {
        sum[k] += one * upper[k];
        overlap += c[k] * upper[k];
      }
      if (shared)
        sharedGradient[index + w] += ((overlap[0] + overlap[1]) + (overlap[2] + overlap[3])) +
                                     ((overlap[4] + overlap[5]) + (overlap[6] + overlap[7]));
      else
        ownGradient[index + w] = overlap;
    }
    for (int k = 0; k < dimension; k++) gradient[p * dimension + k] = sum[k];
  }
}

INLINE void NAME(couple_back)(
    const PFProductRoute *route, const int dimension, const int32_t *pairs, const V *left,
    const V *matrices, const V *gradient, V *leftGradient, V *matrixGradient) {
  const int rows = route->first;
  for (int32_t p = 0; p < route->pairCount; p++) {
    const V *x = left + pairs[3 * p], *matrix = matrices + pairs[3 * p + 1];
    V *xs = leftGradient + pairs[3 * p], *ms = matrixGradient + pairs[3 * p + 1];
    const V *c = gradient + p * dimension;
    for (int i = 0; i < rows; i++) {
      V sum = (V){0};
      const V one = x[i];
      for (int k = 0; k < dimension; k++) {
        sum += matrix[i * dimension + k] * c[k];
        ms[i * dimension + k] += one * c[k];
      }
      xs[i] += sum;
    }
  }
}

// Loops over the components of an irrep are unrolled for the degrees that are met most.
#define BY_DIMENSION(FUNCTION, route, ...) \
  switch ((route)->dimension) { \
  case 1: FUNCTION(route, 1, __VA_ARGS__); break; \
  case 3: FUNCTION(route, 3, __VA_ARGS__); break; \
  case 5: FUNCTION(route, 5, __VA_ARGS__); break; \
  case 7: FUNCTION(route, 7, __VA_ARGS__); break; \
  default: FUNCTION(route, (route)->dimension, __VA_ARGS__); \
  }

static void NAME(product)(
    const PFProduct *plan, int64_t rows, const double *left, const double *right,
    const double *weights, int isShared, double *result, double *scratch) {
  V *x = (V *)scratch, *y = x + plan->leftSize, *z = y + plan->rightSize;
  V *matrices = z + plan->resultSize, *coupled = matrices + plan->matrixSize;
  V *own = coupled + plan->coupledSize;
  const double *shared = isShared ? weights : 0;
  for (int64_t row = 0; row < rows; row += 8) {
    const int count = rows - row < 8 ? (int)(rows - row) : 8;
    NAME(pack)(left + row * plan->leftSize, plan->leftSize, plan->leftSize, count, x);
    NAME(pack)(right + row * plan->rightSize, plan->rightSize, plan->rightSize, count, y);
    if (!isShared)
      NAME(pack)(weights + row * plan->weightSize, plan->weightSize, plan->weightSize, count, own);
    for (int64_t k = 0; k < plan->resultSize; k++) z[k] = (V){0};
    for (int64_t r = 0; r < plan->routeCount; r++) {
      const PFProductRoute *route = plan->routes + r;
      const int32_t *pairs = plan->pairs + 3 * route->firstPair;
      if (route->pairCount == 0) continue;
      NAME(matrices)(plan, route, y, matrices);
      BY_DIMENSION(NAME(couple), route, pairs, x, matrices, coupled)
      BY_DIMENSION(NAME(reach), route, pairs, coupled, shared, own, z)
    }
    NAME(unpack)(z, plan->resultSize, count, result + row * plan->resultSize);
  }
}

static void NAME(product_back)(
    const PFProduct *plan, int64_t rows, const double *left, const double *right,
    const double *weights, int isShared, const double *cotangent, double *leftGradient,
    double *rightGradient, double *weightGradient, double *scratch) {
  V *x = (V *)scratch, *y = x + plan->leftSize, *z = y + plan->rightSize;
  V *matrices = z + plan->resultSize, *coupled = matrices + plan->matrixSize;
  V *own = coupled + plan->coupledSize, *ownGradient = own + plan->weightSize;
  V *xs = ownGradient + plan->weightSize, *ys = xs + plan->leftSize;
  V *matrixGradient = ys + plan->rightSize, *gradient = matrixGradient + plan->matrixSize;
  const double *shared = isShared ? weights : 0;
  for (int64_t row = 0; row < rows; row += 8) {
    const int count = rows - row < 8 ? (int)(rows - row) : 8;
    NAME(pack)(left + row * plan->leftSize, plan->leftSize, plan->leftSize, count, x);
    NAME(pack)(right + row * plan->rightSize, plan->rightSize, plan->rightSize, count, y);
    NAME(pack)(cotangent + row * plan->resultSize, plan->resultSize, plan->resultSize, count, z);
    if (!isShared)
      NAME(pack)(weights + row * plan->weightSize, plan->weightSize, plan->weightSize, count, own);
    for (int64_t k = 0; k < plan->leftSize; k++) xs[k] = (V){0};
    for (int64_t k = 0; k < plan->rightSize; k++) ys[k] = (V){0};
    for (int64_t r = 0; r < plan->routeCount; r++) {
      const PFProductRoute *route = plan->routes + r;
      const int32_t *pairs = plan->pairs + 3 * route->firstPair;
      if (route->pairCount == 0) continue;
      NAME(matrices)(plan, route, y, matrices);
      BY_DIMENSION(NAME(couple), route, pairs, x, matrices, coupled)
      BY_DIMENSION(
          NAME(reach_back), route, pairs, coupled, shared, own, z, gradient, weightGradient,
          ownGradient)
      const int64_t size = route->first * route->dimension;
      for (int64_t k = 0; k < route->secondCount * size; k++) matrixGradient[k] = (V){0};
      BY_DIMENSION(NAME(couple_back), route, pairs, x, matrices, gradient, xs, matrixGradient)
      for (int32_t v = 0; v < route->secondCount; v++) {
        V *out = ys + route->right + v * route->second;
        for (int32_t t = route->firstTerm; t < route->endTerm; t++)
          out[plan->terms[2 * t + 1]] +=
              plan->values[t] * matrixGradient[v * size + plan->terms[2 * t]];
      }
    }
    NAME(unpack)(xs, plan->leftSize, count, leftGradient + row * plan->leftSize);
    NAME(unpack)(ys, plan->rightSize, count, rightGradient + row * plan->rightSize);
    if (!isShared)
      NAME(unpack)(ownGradient, plan->weightSize, count, weightGradient + row * plan->weightSize);
  }
}

#undef BY_DIMENSION
#undef TILE
#undef INLINE
#undef V
#undef NAME
#undef NAME_
#undef NAME__
