// The scalar products of rows of numbers. Included once for each instruction set, with LEVEL defined.
//
// Some rows meet four others at a time, so that each number that is loaded takes part in several
// products. Each product is one sum in one order: it does not depend on its neighbours.

#define NAME__(name, level) pf_##name##_##level
#define NAME_(name, level) NAME__(name, level)
#define NAME(name) NAME_(name, LEVEL)
#define V NAME(part)
#define INLINE static inline __attribute__((always_inline))
#define LANES (VECTOR_BYTES / 8)
#define UNROLL _Pragma("clang loop unroll(full)")

typedef double V __attribute__((vector_size(VECTOR_BYTES), aligned(8)));

INLINE void NAME(gram_tile)(
    const int mr, const int nr, int64_t columns, const double *a, const double *b, double *c,
    int64_t cRow) {
  V sum[GRAM_ROWS][4];
  UNROLL for (int i = 0; i < mr; i++) UNROLL for (int j = 0; j < nr; j++) sum[i][j] = (V){0};
  int64_t p = 0;
  for (; p + LANES <= columns; p += LANES) {
    V right[4];
    UNROLL for (int j = 0; j < nr; j++) right[j] = *(const V *)(b + j * columns + p);
    UNROLL for (int i = 0; i < mr; i++) {
      const V left = *(const V *)(a + i * columns + p);
      UNROLL for (int j = 0; j < nr; j++) sum[i][j] += left * right[j];
    }
  }
  UNROLL for (int i = 0; i < mr; i++) UNROLL for (int j = 0; j < nr; j++) {
    double total = 0;
    for (int k = 0; k < LANES; k++) total += sum[i][j][k];
    for (int64_t q = p; q < columns; q++) total += a[i * columns + q] * b[j * columns + q];
    c[i * cRow + j] = total;
  }
}

/// c[i][j] of the rows first ..< end with the rows 0 ... i, both of the same matrix.
static void NAME(gram)(
    int64_t first, int64_t end, int64_t columns, const double *matrix, double *c, int64_t cRow) {
  int64_t i = first;
  for (; i + GRAM_ROWS <= end; i += GRAM_ROWS) {
    const double *a = matrix + i * columns;
    int64_t j = 0;
    for (; j + 4 <= i + GRAM_ROWS; j += 4)
      NAME(gram_tile)(
          GRAM_ROWS, 4, columns, a, matrix + j * columns, c + (i - first) * cRow + j, cRow);
    for (; j < i + GRAM_ROWS; j++)
      NAME(gram_tile)(
          GRAM_ROWS, 1, columns, a, matrix + j * columns, c + (i - first) * cRow + j, cRow);
  }
  for (; i < end; i++)
    for (int64_t j = 0; j <= i; j++)
      NAME(gram_tile)(
          1, 1, columns, matrix + i * columns, matrix + j * columns, c + (i - first) * cRow + j, cRow);
}

#undef NAME__
#undef NAME_
#undef NAME
#undef V
#undef INLINE
#undef LANES
#undef UNROLL
