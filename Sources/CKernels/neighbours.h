// Pairs closer than a distance. Included once for each instruction set, with LEVEL and VECTOR_BYTES
// defined.

#define NAME_(level) pf_neighbours_##level
#define NAME(level) NAME_(level)

static void NAME(LEVEL)(
    int64_t *done, const PFNeighbourGrid *grid, int64_t first, int64_t end, int64_t count,
    int32_t *found, int64_t capacity, int64_t *ends) {
  const double *xs = grid->x, *ys = grid->y, *zs = grid->z;
  const int64_t reach = grid->boxesInRow;
  int64_t atom = first;
  for (; atom < end; atom++) {
    const int32_t own = grid->own[atom];
    const int32_t *starts = grid->starts + grid->corners[atom];
    int64_t candidates = 8;
    for (int64_t row = 0; row < grid->rowCount; row++)
      candidates += starts[grid->rows[row] + reach] - starts[grid->rows[row]] + 8;
    if (count + candidates > capacity) break;
#if VECTOR_BYTES == 64
    const __m512d x = _mm512_set1_pd(xs[own]), y = _mm512_set1_pd(ys[own]);
    const __m512d z = _mm512_set1_pd(zs[own]);
    const __m512d high = _mm512_set1_pd(grid->high), low = _mm512_set1_pd(grid->low);
    const __m512d same = _mm512_set1_pd(grid->same);
    const __m256i order = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    for (int64_t row = 0; row < grid->rowCount; row++) {
      const int32_t stop = starts[grid->rows[row] + reach];
      for (int32_t place = starts[grid->rows[row]]; place < stop; place += 8) {
        const __m512d dx = _mm512_sub_pd(_mm512_loadu_pd(xs + place), x);
        const __m512d dy = _mm512_sub_pd(_mm512_loadu_pd(ys + place), y);
        const __m512d dz = _mm512_sub_pd(_mm512_loadu_pd(zs + place), z);
        const __m512d square =
            _mm512_fmadd_pd(dx, dx, _mm512_fmadd_pd(dy, dy, _mm512_mul_pd(dz, dz)));
        const __mmask8 there = (__mmask8)_bzhi_u32(0xff, (uint32_t)(stop - place));
        const __mmask8 near = _mm512_mask_cmp_pd_mask(there, square, high, _CMP_LT_OQ);
        const __mmask8 doubtful = (__mmask8)(
            _mm512_cmp_pd_mask(square, low, _CMP_GE_OQ) |
            _mm512_cmp_pd_mask(square, same, _CMP_LE_OQ));
        const __m256i numbers = _mm256_add_epi32(_mm256_set1_epi32(place), order);
        const __m256i marked =
            _mm256_mask_xor_epi32(numbers, doubtful, numbers, _mm256_set1_epi32(-1));
        // Compressed in a register: some processors compress into memory slowly.
        _mm256_storeu_si256(
            (__m256i *)(found + count), _mm256_maskz_compress_epi32(near, marked));
        count += __builtin_popcount(near);
      }
    }
#else
    const double x = xs[own], y = ys[own], z = zs[own];
    for (int64_t row = 0; row < grid->rowCount; row++) {
      const int32_t stop = starts[grid->rows[row] + reach];
      for (int32_t place = starts[grid->rows[row]]; place < stop; place++) {
        const double dx = xs[place] - x, dy = ys[place] - y, dz = zs[place] - z;
        const double square = dx * dx + dy * dy + dz * dz;
        // Every place is written down, and kept where it is near: no branch to guess.
        const int isDoubtful = (square >= grid->low) | (square <= grid->same);
        found[count] = place ^ -isDoubtful;
        count += square < grid->high;
      }
    }
#endif
    ends[atom] = count;
  }
  *done = atom;
}

#undef NAME_
#undef NAME
