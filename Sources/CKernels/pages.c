// Large pages for large results: a first write to each page costs a fault, whatever its size.

#define _GNU_SOURCE

#include "CKernels.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

void pf_use_large_pages(void *memory, int64_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  const uintptr_t page = 4096, large = 1 << 21;
  const uintptr_t start = ((uintptr_t)memory + page - 1) / page * page;
  const uintptr_t end = ((uintptr_t)memory + (uintptr_t)bytes) / page * page;
  // A hint: where it is refused the memory is as good.
  if (end > start && end - start >= 2 * large) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}
