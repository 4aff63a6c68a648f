// Real spherical harmonics of the directions of many points, and their gradients.
//
// In the axes and functions of SphericalHarmonics.swift, (a, b, c) = (z, x, y), Q_l^m a polynomial in
// c and r^2, A_m = Re (a + ib)^m, B_m = Im (a + ib)^m, the gradients of the solid harmonics are
//
//     d/dc (Q_l^m A_m) = (l + m) Q_{l-1}^m A_m
//     d/da (Q_l^m A_m) = -a Q_{l-1}^{m+1} A_m + m Q_l^m A_{m-1}
//     d/db (Q_l^m A_m) = -b Q_{l-1}^{m+1} A_m - m Q_l^m B_{m-1}
//
// and with B for A: m B_{m-1} and m A_{m-1}. Of a function of the direction u = r/|r|
//
//     dY/dr = (grad Y(u) - l Y(u) u) / |r| .

#define MOST_DEGREE 6
#define PLACE(l, m) ((l) * ((l) + 1) / 2 + (m))

#if REAL_BYTES == 4
#define SMALLEST 1e-37f
#else
#define SMALLEST 1e-307
#endif

INLINE V VARIANT(size)(V x) { return VARIANT(select)(x < 0, -x, x); }
INLINE V VARIANT(larger)(V x, V y) { return VARIANT(select)(x < y, y, x); }

INLINE void VARIANT(harmonics_at)(
    const int degree, const int hasGradients, const REAL *factors, V x, V y, V z, V *values,
    V *gradients) {
  // Scaled by the largest coordinate, so that no square leaves the range of the numbers.
  V largest = VARIANT(larger)(VARIANT(larger)(VARIANT(size)(x), VARIANT(size)(y)), VARIANT(size)(z));
  const VARIANT(integers) hasDirection = largest > (REAL)SMALLEST;
  const V scale = (V)((VARIANT(integers))(1 / largest) & hasDirection);
  x *= scale;
  y *= scale;
  z *= scale;
  const V square = x * x + y * y + z * z;
  V root;
  for (int k = 0; k < LANES; k++) root[k] = 1 / ROOT(square[k]);
  root = (V)((VARIANT(integers))root & hasDirection);
  const V a = z * root, b = x * root, c = y * root;
  const V inverse = root * scale;
  // 1 for a direction, 0 at the origin: r^2 in the recurrence.
  const V one = (V)((VARIANT(integers))SPLAT(1) & hasDirection);
  V q[PLACE(MOST_DEGREE, MOST_DEGREE) + 1];
  V cosine[MOST_DEGREE + 1], sine[MOST_DEGREE + 1];
  REAL diagonal = 1;
  cosine[0] = SPLAT(1);
  sine[0] = (V){0};
  UNROLL for (int m = 0; m <= degree; m++) {
    if (m > 0) {
      cosine[m] = a * cosine[m - 1] - b * sine[m - 1];
      sine[m] = a * sine[m - 1] + b * cosine[m - 1];
      diagonal *= 2 * m - 1;
    }
    q[PLACE(m, m)] = SPLAT(diagonal);
    if (m < degree) q[PLACE(m + 1, m)] = (REAL)(2 * m + 1) * diagonal * c;
    UNROLL for (int l = m + 2; l <= degree; l++) {
      const REAL scale = (REAL)1 / (l - m);
      q[PLACE(l, m)] = (2 * l - 1) * scale * c * q[PLACE(l - 1, m)] -
                       (l + m - 1) * scale * one * q[PLACE(l - 2, m)];
    }
  }
  UNROLL for (int l = 0; l <= degree; l++) UNROLL for (int m = 0; m <= l; m++) {
    const V legendre = factors[PLACE(l, m)] * q[PLACE(l, m)];
    const V even = legendre * cosine[m], odd = legendre * sine[m];
    values[l * l + l + m] = even;
    if (m > 0) values[l * l + l - m] = odd;
    if (!hasGradients) continue;
    V *gx = gradients, *gy = gx + (degree + 1) * (degree + 1), *gz = gy + (degree + 1) * (degree + 1);
    const V lower = l > m ? factors[PLACE(l, m)] * q[PLACE(l > m ? l - 1 : l, m)] : (V){0};
    const V across = l > m + 1 ? factors[PLACE(l, m)] * q[PLACE(l > m + 1 ? l - 1 : l, m + 1)] : (V){0};
    const V down = m > 0 ? (REAL)m * legendre : (V){0};
    const int less = m > 0 ? m - 1 : 0;
    const V radialEven = (REAL)l * even, radialOdd = (REAL)l * odd;
    const int k = l * l + l + m;
    const V acrossEven = across * cosine[m] + radialEven;
    gz[k] = (down * cosine[less] - a * acrossEven) * inverse;
    gx[k] = (-down * sine[less] - b * acrossEven) * inverse;
    gy[k] = ((REAL)(l + m) * lower * cosine[m] - c * radialEven) * inverse;
    if (m > 0) {
      const int n = l * l + l - m;
      const V acrossOdd = across * sine[m] + radialOdd;
      gz[n] = (down * sine[less] - a * acrossOdd) * inverse;
      gx[n] = (down * cosine[less] - b * acrossOdd) * inverse;
      gy[n] = ((REAL)(l + m) * lower * sine[m] - c * radialOdd) * inverse;
    }
  }
}

/// Writes rows of vectors as columns: point after point.
INLINE void VARIANT(store_columns)(int count, const V *rows, REAL *out, int64_t stride, int points) {
  typedef VARIANT(block) B;
  const REAL *source = (const REAL *)rows;
  int k = 0;
  for (; k + 4 <= count; k += 4)
    for (int j = 0; j < points; j += 4) {
      const REAL *corner = source + k * LANES + j;
      const B r0 = *(const B *)corner, r1 = *(const B *)(corner + LANES);
      const B r2 = *(const B *)(corner + 2 * LANES), r3 = *(const B *)(corner + 3 * LANES);
      const B s0 = __builtin_shufflevector(r0, r1, 0, 4, 1, 5);
      const B s1 = __builtin_shufflevector(r0, r1, 2, 6, 3, 7);
      const B s2 = __builtin_shufflevector(r2, r3, 0, 4, 1, 5);
      const B s3 = __builtin_shufflevector(r2, r3, 2, 6, 3, 7);
      REAL *target = out + j * stride + k;
      *(B *)target = __builtin_shufflevector(s0, s2, 0, 1, 4, 5);
      if (j + 1 < points) *(B *)(target + stride) = __builtin_shufflevector(s0, s2, 2, 3, 6, 7);
      if (j + 2 < points) *(B *)(target + 2 * stride) = __builtin_shufflevector(s1, s3, 0, 1, 4, 5);
      if (j + 3 < points) *(B *)(target + 3 * stride) = __builtin_shufflevector(s1, s3, 2, 3, 6, 7);
    }
  for (; k < count; k++)
    for (int j = 0; j < points; j++) out[j * stride + k] = source[k * LANES + j];
}

INLINE void VARIANT(harmonics_of)(
    const int degree, const int hasGradients, const REAL *factors, int64_t count,
    const REAL *points, REAL *values, REAL *gradients) {
  const int size = (degree + 1) * (degree + 1);
  V rows[(MOST_DEGREE + 1) * (MOST_DEGREE + 1)];
  V slopes[3 * (MOST_DEGREE + 1) * (MOST_DEGREE + 1)];
  for (int64_t first = 0; first < count; first += LANES) {
    const int here = count - first < LANES ? (int)(count - first) : LANES;
    V x = (V){0}, y = (V){0}, z = (V){0};
    const REAL *p = points + 3 * first;
    if (here == LANES)
      UNROLL for (int k = 0; k < LANES; k++) {
        x[k] = p[3 * k];
        y[k] = p[3 * k + 1];
        z[k] = p[3 * k + 2];
      }
    else
      for (int k = 0; k < here; k++) {
        x[k] = p[3 * k];
        y[k] = p[3 * k + 1];
        z[k] = p[3 * k + 2];
      }
    VARIANT(harmonics_at)(degree, hasGradients, factors, x, y, z, rows, slopes);
    VARIANT(store_columns)(size, rows, values + first * size, size, here);
    if (hasGradients)
      VARIANT(store_columns)(3 * size, slopes, gradients + 3 * first * size, 3 * size, here);
  }
}

static void VARIANT(harmonics)(
    int degree, const REAL *factors, int64_t count, const REAL *points, REAL *values,
    REAL *gradients) {
#define CASE(number) \
  case number: \
    if (gradients) \
      VARIANT(harmonics_of)(number, 1, factors, count, points, values, gradients); \
    else \
      VARIANT(harmonics_of)(number, 0, factors, count, points, values, gradients); \
    return;
  switch (degree) {
    CASE(0)
    CASE(1)
    CASE(2)
    CASE(3)
    CASE(4)
    CASE(5)
    CASE(6)
  }
#undef CASE
}

/// Whether all numbers are finite: zero times any of them is zero.
static void VARIANT(is_finite)(int *result, const REAL *numbers, int64_t count) {
  V sum = (V){0};
  int64_t k = 0;
  for (; k + LANES <= count; k += LANES) sum += 0 * LOAD(numbers + k);
  REAL rest = 0;
  for (; k < count; k++) rest += 0 * numbers[k];
  for (int j = 0; j < LANES; j++) rest += sum[j];
  *result = rest == 0;
}
