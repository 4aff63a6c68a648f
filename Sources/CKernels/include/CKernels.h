// Kernels of the equivariant layers for several samples at once.
//
// The unit of all data is a block of 4 numbers, one component of one channel for 4 samples. Rows of
// blocks are padded to a multiple of 4 blocks, which start at multiples of 64 bytes. All strides and
// offsets count numbers, not bytes. Functions end in f32 or f64, and each picks the widest vector
// instructions of the processor when it is called.

#ifndef PHASEFIT_CKERNELS_H
#define PHASEFIT_CKERNELS_H

#include <stdint.h>

/// The width of the vectors in use, the widest of 16, 32 and 64 bytes that the processor has.
int pf_vector_bytes(void);

/// Uses no wider vectors than these, for comparisons.
void pf_limit_vectors(int bytes);

/// The prepared convolution over the edges of a graph.
///
/// Edges are ordered by node, then by shell: a shell holds the edges into one node that share a
/// length and therefore the weights of their messages.
typedef struct {
  /// The input, 7 integers for each block of channels: components, numbers in a row, offset of the
  /// first row, harmonics that meet it, first path, end of the paths, start of its transposed terms.
  const int32_t *blocks;
  int64_t blockCount;
  /// Paths, 5 integers each: components, offset and row stride of the result, offset of the weights,
  /// first entry of `rowStarts`.
  const int32_t *paths;
  /// For every component of every path the start of its terms; one more at the end.
  const int32_t *rowStarts;
  /// Terms: component of the input times harmonics plus harmonic; and their coefficients.
  const int32_t *termSources;
  const void *termValues;
  /// The same terms ordered by component of the input and harmonic: starts, rows of the paths of the
  /// block counted from its first path, coefficients.
  const int32_t *sourceStarts;
  const int32_t *sourceRows;
  const void *sourceValues;
  /// The first shell of every node, the first edge of every shell, with one more at the end.
  const int32_t *shellStarts;
  const int32_t *edgeStarts;
  /// The row of weights of every shell, the source and the row of harmonics of every edge.
  const int32_t *shellRadii;
  const int32_t *edgeSources;
  const int32_t *edgeHarmonics;
  /// Rows of harmonics.
  const void *harmonics;
  int64_t harmonicStride;
  /// Strides between nodes of input and result, between rows of weights, and between shells of the
  /// coupled features.
  int64_t inputStride;
  int64_t resultStride;
  int64_t weightStride;
  int64_t coupledStride;
  int64_t nodeCount;
} PFConvolution;

/// The prepared weighted product with relaxed weights, as matrices on the features.
typedef struct {
  /// Pairs of blocks, 10 integers each: channels of the input, channels of the output rounded up to
  /// 4, components of input and output, first row, rows between components, first column, numbers
  /// between components, first path, end of the paths.
  const int32_t *pairs;
  int64_t pairCount;
  /// Paths, 2 integers each: offset of the weights, offset of the coupled relaxed weights.
  const int32_t *paths;
  /// Coupling of relaxed weights: target, source (both in blocks) and coefficient.
  const int32_t *termTargets;
  const int32_t *termSources;
  const void *termValues;
  int64_t termCount;
  /// The number of copies of the relaxed weights, and of blocks in one copy of them and coupled.
  int64_t copies;
  int64_t relaxedSize;
  int64_t coupledSize;
  /// Numbers in a row of a matrix and in a matrix.
  int64_t rowStride;
  int64_t matrixStride;
} PFRelaxedProduct;

/// The prepared gate: 8 integers for each part: function (0 silu, 1 tanh, 2 sigmoid), numbers in a
/// row, components (0 for scalars that pass through the function), offset of the function's argument,
/// offset and row stride of what is multiplied, offset and row stride of the result.
typedef struct {
  const int32_t *parts;
  int64_t partCount;
  /// The factor of the function of every part.
  const void *constants;
  int64_t inputStride;
  int64_t resultStride;
} PFGate;

/// Atoms and their images in boxes, and the boxes around each atom.
typedef struct {
  /// The images, box after box, with room for 8 more at the end.
  const double *x, *y, *z;
  /// The first image of every box, with one more at the end.
  const int32_t *starts;
  /// For every atom itself among the images, and the first of the boxes around it.
  const int32_t *own;
  const int32_t *corners;
  /// The first boxes of the rows around an atom, counted from the corner, and boxes in a row.
  const int32_t *rows;
  int64_t rowCount;
  int64_t boxesInRow;
  /// Squares of distances: images from `high` on are no neighbours, those between `same` and `low`
  /// are without a doubt.
  double same, low, high;
} PFNeighbourGrid;

/// The images near each of the atoms first ..< end, those in doubt as their complement.
///
/// Appends to `found`, which holds `count`, and writes the end of every atom's part to `ends`. Stops where the
/// capacity may not hold the next atom. Returns the first atom that is not done.
int64_t pf_neighbours(
    const PFNeighbourGrid *grid, int64_t first, int64_t end, int64_t count, int32_t *found,
    int64_t capacity, int64_t *ends);

/// One path of a product of two features.
typedef struct {
  /// Components of a copy of the first factor, the second and the result.
  int32_t first, second, dimension;
  /// Offset of the second factor and its copies.
  int32_t right, secondCount;
  /// Terms and pairs of copies that meet.
  int32_t firstTerm, endTerm, firstPair, pairCount;
  /// Whether every pair reaches all copies of the result, or one of its own.
  int32_t reachesAll, copies;
  /// The first weight, negative where all are 1.
  int32_t weight;
} PFProductRoute;

/// The prepared weighted product of two features.
typedef struct {
  const PFProductRoute *routes;
  int64_t routeCount;
  /// Terms: element of the matrix [first][result] and component of the second factor.
  const int32_t *terms;
  const double *values;
  /// Pairs: offset of the first factor, of the matrix of the second one, and of the result.
  const int32_t *pairs;
  /// Numbers in a row, and the most that matrices and coupled features of one path take.
  int64_t leftSize, rightSize, resultSize, weightSize, matrixSize, coupledSize;
} PFProduct;

/// The product of rows with shared weights or weights of their own.
///
/// `scratch` begins at a multiple of 64 bytes and holds 8 numbers for each of left, right, result,
/// matrix, coupled and weights, for the gradients twice.
void pf_product(
    const PFProduct *plan, int64_t rows, const double *left, const double *right,
    const double *weights, int isShared, double *result, double *scratch);

/// Writes the gradients in the factors and in weights of their own, adds to that in shared weights.
void pf_product_back(
    const PFProduct *plan, int64_t rows, const double *left, const double *right,
    const double *weights, int isShared, const double *cotangent, double *leftGradient,
    double *rightGradient, double *weightGradient, double *scratch);

/// Scalar products of rows, c[i - first][j] = sum_p a[i][p] a[j][p] for i in first ..< end and j at
/// most i; up to three numbers of c beyond the diagonal are written as well.
void pf_gram(
    int64_t first, int64_t end, int64_t columns, const double *matrix, double *c, int64_t cRow);

/// Asks the system for large pages where memory spans some, before it is first written.
void pf_use_large_pages(void *memory, int64_t bytes);

#define PF_DECLARE(REAL, NAME) \
  /* c[i][j] (+)= sum_p a[i][p] b[p][j], each a product of blocks; columns in blocks. `columns` holds */ \
  /* the offset in a row of c of every 4 blocks, null where they follow one another. */ \
  void pf_multiply_##NAME( \
    int64_t rows, int64_t columnCount, int64_t depth, const REAL *a, int64_t aRow, int64_t aDepth, \
    const REAL *b, int64_t bDepth, REAL *c, int64_t cRow, const int32_t *columns, int accumulates); \
  /* b[j][i] = a[i][j] in blocks. */ \
  void pf_transpose_##NAME( \
    int64_t rows, int64_t columns, const REAL *a, int64_t aRow, REAL *b, int64_t bRow); \
  /* The sums over the edges into nodes low ..< high, and the coupled features of every shell. */ \
  void pf_convolve_##NAME( \
    const PFConvolution *plan, int64_t low, int64_t high, const REAL *input, const REAL *weights, \
    REAL *result, REAL *coupled); \
  /* Adds to the gradients in input and weights, those of the blocks low ..< high of the input; */ \
  /* different blocks write to different places. */ \
  void pf_convolve_back_##NAME( \
    const PFConvolution *plan, int64_t low, int64_t high, const REAL *weights, \
    const REAL *cotangent, const REAL *coupled, REAL *inputGradient, REAL *weightGradient); \
  /* Coupled relaxed weights and the matrices made of them. */ \
  void pf_relaxed_matrices_##NAME( \
    const PFRelaxedProduct *plan, const REAL *relaxed, const REAL *weights, REAL *coupled, \
    REAL *matrices); \
  /* Adds to the gradients in relaxed weights and weights; scratch as large as needed for vectors */ \
  /* of `coupled`: 16 numbers for each block. */ \
  void pf_relaxed_matrices_back_##NAME( \
    const PFRelaxedProduct *plan, const REAL *coupled, const REAL *weights, \
    const REAL *matrixGradient, REAL *scratch, REAL *relaxedGradient, REAL *weightGradient); \
  void pf_gate_##NAME(const PFGate *plan, int64_t rows, const REAL *input, REAL *result); \
  /* Writes the gradient in the input from that in the result. */ \
  void pf_gate_back_##NAME( \
    const PFGate *plan, int64_t rows, const REAL *input, const REAL *cotangent, REAL *gradient); \
  /* Harmonics of the directions of points [count][3], [count][(degree + 1)^2], and if not null their */ \
  /* gradients [count][3][(degree + 1)^2]; degree at most 6; factors N_lm at l (l + 1) / 2 + m. */ \
  void pf_harmonics_##NAME( \
    int degree, const REAL *factors, int64_t count, const REAL *points, REAL *values, \
    REAL *gradients); \
  /* Whether all numbers are finite. */ \
  int pf_is_finite_##NAME(const REAL *numbers, int64_t count);

PF_DECLARE(float, f32)
PF_DECLARE(double, f64)

#undef PF_DECLARE

#endif
