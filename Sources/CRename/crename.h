#ifndef PHASEFIT_CRENAME_H
#define PHASEFIT_CRENAME_H

/* glibc declares renameat2 and its flags only under _GNU_SOURCE, which Swift's importer does not
   set. The values are those of linux/fs.h, part of the kernel's stable interface. */
#include <fcntl.h>

#define PHASEFIT_RENAME_NOREPLACE 1
#define PHASEFIT_RENAME_EXCHANGE 2

extern int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path,
                     unsigned int flags);

static inline int phasefit_rename(const char *source, const char *target, unsigned int flags) {
  return renameat2(AT_FDCWD, source, AT_FDCWD, target, flags);
}

#endif
