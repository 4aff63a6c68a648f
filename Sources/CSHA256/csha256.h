#ifndef PHASEFIT_CSHA256_H
#define PHASEFIT_CSHA256_H

/* The compression function of SHA-256 with the SHA extensions of x86-64 processors, about eight
   times as fast as in portable code. Swift has no access to these instructions. */
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

static inline int phasefit_sha256_is_accelerated(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3)) return 0;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  return (b >> 29) & 1;
}

/* Sixty-four rounds on each of `count` blocks of 64 bytes. The instructions keep the state as
   (ABEF, CDGH); four message words go through four rounds at a time. */
__attribute__((target("sha,sse4.1,ssse3"))) static inline void phasefit_sha256_compress(
    uint32_t state[8], const uint8_t *data, size_t count, const uint32_t constants[64]) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
  __m128i abef = _mm_alignr_epi8(low, high, 8);
  __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);
  for (; count > 0; count--, data += 64) {
    const __m128i first = abef, second = cdgh;
    __m128i words[4];
    for (int i = 0; i < 4; i++)
      words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), order);
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step++) {
      const __m128i current = words[step & 3];
      __m128i sum =
          _mm_add_epi32(current, _mm_loadu_si128((const __m128i *)(constants + 4 * step)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      if (step < 12) {
        const __m128i next = words[(step + 1) & 3];
        const __m128i last = words[(step + 3) & 3];
        __m128i scheduled = _mm_sha256msg1_epu32(current, next);
        scheduled =
            _mm_add_epi32(scheduled, _mm_alignr_epi8(last, words[(step + 2) & 3], 4));
        words[step & 3] = _mm_sha256msg2_epu32(scheduled, last);
      }
    }
    abef = _mm_add_epi32(abef, first);
    cdgh = _mm_add_epi32(cdgh, second);
  }
  low = _mm_shuffle_epi32(abef, 0x1B);
  high = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(low, high, 0xF0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(high, low, 8));
}
#else
static inline int phasefit_sha256_is_accelerated(void) { return 0; }
static inline void phasefit_sha256_compress(
    uint32_t state[8], const uint8_t *data, size_t count, const uint32_t constants[64]) {
  (void)state, (void)data, (void)count, (void)constants;
}
#endif

#endif
