// The gate: scalars pass through a function, other irreps are multiplied by one.
//
//     e^x = 2^n e^r ,   n = round(x / ln 2) ,   r = x - n ln 2 in two steps, e^r by its power series

INLINE V VARIANT(select)(VARIANT(integers) mask, V yes, V no) {
  return (V)((mask & (VARIANT(integers))yes) | (~mask & (VARIANT(integers))no));
}

INLINE V VARIANT(exponential)(V x) {
#if REAL_BYTES == 4
  const REAL limit = 87, magic = 12582912.0f, high = 0.693359375f, low = -2.12194440e-4f;
  const int terms = 7, mantissa = 23, bias = 127;
#else
  const REAL limit = 708, magic = 6755399441055744.0, high = 6.93147180369123816490e-01,
             low = 1.90821492927058770002e-10;
  const int terms = 13, mantissa = 52, bias = 1023;
#endif
  x = VARIANT(select)(x > limit, SPLAT(limit), x);
  x = VARIANT(select)(x < -limit, SPLAT(-limit), x);
  const V shifted = x * (REAL)1.44269504088896340736 + magic;
  const V n = shifted - magic;
  const V r = (x - n * high) - n * low;
  V sum = SPLAT(1);
  UNROLL for (int k = terms; k > 0; k--) sum = 1 + sum * r * (REAL)(1.0 / k);
  const VARIANT(integers) power =
      ((VARIANT(integers))shifted - (VARIANT(integers))SPLAT(magic) + bias) << mantissa;
  return sum * (V)power;
}

/// The value of a function and its derivative.
INLINE void VARIANT(activate)(int32_t function, V x, V *value, V *slope) {
  if (function == 1) {
    const V e = VARIANT(exponential)(VARIANT(select)(x < 0, x, -x) * 2);
    const V t = (1 - e) / (1 + e);
    *value = VARIANT(select)(x < 0, -t, t);
    *slope = 1 - t * t;
    return;
  }
  const V s = 1 / (1 + VARIANT(exponential)(-x));
  if (function == 0) {
    *value = x * s;
    *slope = s + x * s * (1 - s);
  } else {
    *value = s;
    *slope = s * (1 - s);
  }
}

static void VARIANT(gate)(const PFGate *plan, int64_t rows, const REAL *input, REAL *result) {
  const REAL *constants = plan->constants;
  for (int64_t row = 0; row < rows; row++) {
    const REAL *x = input + row * plan->inputStride;
    REAL *y = result + row * plan->resultStride;
    for (int64_t k = 0; k < plan->partCount; k++) {
      const int32_t *part = plan->parts + 8 * k;
      for (int32_t lane = 0; lane < part[1]; lane += LANES) {
        V value, slope;
        VARIANT(activate)(part[0], LOAD(x + part[3] + lane), &value, &slope);
        value *= constants[k];
        if (part[2] == 0) STORE(y + part[6] + lane, value);
        for (int32_t m = 0; m < part[2]; m++)
          STORE(y + part[6] + m * part[7] + lane, value * LOAD(x + part[4] + m * part[5] + lane));
      }
    }
  }
}

static void VARIANT(gate_back)(
    const PFGate *plan, int64_t rows, const REAL *input, const REAL *cotangent, REAL *gradient) {
  const REAL *constants = plan->constants;
  for (int64_t row = 0; row < rows; row++) {
    const REAL *x = input + row * plan->inputStride;
    const REAL *y = cotangent + row * plan->resultStride;
    REAL *g = gradient + row * plan->inputStride;
    for (int64_t k = 0; k < plan->partCount; k++) {
      const int32_t *part = plan->parts + 8 * k;
      for (int32_t lane = 0; lane < part[1]; lane += LANES) {
        V value, slope;
        VARIANT(activate)(part[0], LOAD(x + part[3] + lane), &value, &slope);
        value *= constants[k];
        slope *= constants[k];
        if (part[2] == 0) {
          STORE(g + part[3] + lane, slope * LOAD(y + part[6] + lane));
          continue;
        }
        V overlap = (V){0};
        for (int32_t m = 0; m < part[2]; m++) {
          const V upper = LOAD(y + part[6] + m * part[7] + lane);
          overlap += upper * LOAD(x + part[4] + m * part[5] + lane);
          STORE(g + part[4] + m * part[5] + lane, value * upper);
        }
        STORE(g + part[3] + lane, slope * overlap);
      }
    }
  }
}
