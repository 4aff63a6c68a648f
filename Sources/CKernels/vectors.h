// Vectors of LANES numbers of type REAL, each holding LANES / 4 blocks. Included once for each
// combination of precision and instruction set, with REAL, LANES, INTEGER and VARIANT(name) defined.

typedef REAL VARIANT(vector) __attribute__((vector_size(LANES * sizeof(REAL)), aligned(sizeof(REAL))));
typedef INTEGER VARIANT(integers)
    __attribute__((vector_size(LANES * sizeof(REAL)), aligned(sizeof(REAL))));
typedef REAL VARIANT(block) __attribute__((vector_size(4 * sizeof(REAL)), aligned(sizeof(REAL))));

#define V VARIANT(vector)
#define INLINE static inline __attribute__((always_inline))

INLINE V VARIANT(load)(const REAL *p) { return *(const V *)p; }
INLINE void VARIANT(store)(REAL *p, V v) { *(V *)p = v; }
INLINE V VARIANT(splat)(REAL x) { return x - (V){0}; }

/// One block in every place of a vector.
INLINE V VARIANT(repeat)(const REAL *p) {
  VARIANT(block) b = *(const VARIANT(block) *)p;
#if LANES == 16
  return __builtin_shufflevector(b, b, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);
#elif LANES == 8
  return __builtin_shufflevector(b, b, 0, 1, 2, 3, 0, 1, 2, 3);
#else
  return b;
#endif
}

/// Consecutive numbers, each repeated for the 4 samples of a block.
INLINE V VARIANT(spread)(const REAL *p) {
#if LANES == 16
  return (V){p[0], p[0], p[0], p[0], p[1], p[1], p[1], p[1],
             p[2], p[2], p[2], p[2], p[3], p[3], p[3], p[3]};
#elif LANES == 8
  return (V){p[0], p[0], p[0], p[0], p[1], p[1], p[1], p[1]};
#else
  return (V){p[0], p[0], p[0], p[0]};
#endif
}

#define LOAD VARIANT(load)
#define STORE VARIANT(store)
#define SPLAT VARIANT(splat)
#define REPEAT VARIANT(repeat)
#define SPREAD VARIANT(spread)
#define UNROLL _Pragma("clang loop unroll(full)")
