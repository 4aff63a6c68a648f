// The product of matrices whose elements are blocks, multiplied element by element.
//
// A tile of `mr` rows by `nr` vectors of the result stays in registers while the depth is run
// through; the part of b that belongs to the columns of a tile is read again for the next rows.

INLINE void VARIANT(tile)(
    const int mr, const int nr, int64_t depth, const REAL *restrict a, int64_t aRow, int64_t aDepth,
    const REAL *restrict b, int64_t bDepth, REAL *const *targets, int64_t cRow, int accumulates) {
  V sum[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int i = 0; i < mr; i++) UNROLL for (int j = 0; j < nr; j++) sum[i][j] = (V){0};
  for (int64_t p = 0; p < depth; p++) {
    V right[TILE_VECTORS];
    UNROLL for (int j = 0; j < nr; j++) right[j] = LOAD(b + j * LANES);
    UNROLL for (int i = 0; i < mr; i++) {
      V left = REPEAT(a + i * aRow);
      UNROLL for (int j = 0; j < nr; j++) sum[i][j] += left * right[j];
    }
    a += aDepth;
    b += bDepth;
  }
  UNROLL for (int i = 0; i < mr; i++) UNROLL for (int j = 0; j < nr; j++) {
    REAL *c = targets[j] + i * cRow;
    STORE(c, accumulates ? LOAD(c) + sum[i][j] : sum[i][j]);
  }
}

/// All rows of the columns of one tile.
INLINE void VARIANT(panel)(
    const int nr, int64_t rows, int64_t depth, const REAL *a, int64_t aRow, int64_t aDepth,
    const REAL *b, int64_t bDepth, REAL **targets, int64_t cRow, int accumulates) {
  int64_t i = 0;
  for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
    VARIANT(tile)(TILE_ROWS, nr, depth, a, aRow, aDepth, b, bDepth, targets, cRow, accumulates);
    a += TILE_ROWS * aRow;
    UNROLL for (int j = 0; j < nr; j++) targets[j] += TILE_ROWS * cRow;
  }
  for (; i + 2 <= rows; i += 2) {
    VARIANT(tile)(2, nr, depth, a, aRow, aDepth, b, bDepth, targets, cRow, accumulates);
    a += 2 * aRow;
    UNROLL for (int j = 0; j < nr; j++) targets[j] += 2 * cRow;
  }
  if (i < rows)
    VARIANT(tile)(1, nr, depth, a, aRow, aDepth, b, bDepth, targets, cRow, accumulates);
}

static void VARIANT(multiply)(
    int64_t rows, int64_t columnCount, int64_t depth, const REAL *a, int64_t aRow, int64_t aDepth,
    const REAL *b, int64_t bDepth, REAL *c, int64_t cRow, const int32_t *columns, int accumulates) {
  const int64_t count = columnCount * 4 / LANES;
  for (int64_t first = 0; first < count; first += TILE_VECTORS) {
    REAL *targets[TILE_VECTORS];
    const int64_t nr = count - first < TILE_VECTORS ? count - first : TILE_VECTORS;
    for (int64_t j = 0; j < nr; j++) {
      const int64_t lane = (first + j) * LANES;
      targets[j] = c + (columns ? columns[lane / 16] + lane % 16 : lane);
    }
    const REAL *part = b + first * LANES;
    switch (nr) {
#if TILE_VECTORS >= 4
    case 4:
      VARIANT(panel)(4, rows, depth, a, aRow, aDepth, part, bDepth, targets, cRow, accumulates);
      break;
#endif
#if TILE_VECTORS >= 3
    case 3:
      VARIANT(panel)(3, rows, depth, a, aRow, aDepth, part, bDepth, targets, cRow, accumulates);
      break;
#endif
    case 2:
      VARIANT(panel)(2, rows, depth, a, aRow, aDepth, part, bDepth, targets, cRow, accumulates);
      break;
    default:
      VARIANT(panel)(1, rows, depth, a, aRow, aDepth, part, bDepth, targets, cRow, accumulates);
    }
  }
}

static void VARIANT(transpose)(
    int64_t rows, int64_t columns, const REAL *a, int64_t aRow, REAL *b, int64_t bRow) {
  for (int64_t j = 0; j < columns; j++)
    for (int64_t i = 0; i < rows; i++)
      *(VARIANT(block) *)(b + j * bRow + 4 * i) = *(const VARIANT(block) *)(a + i * aRow + 4 * j);
}
