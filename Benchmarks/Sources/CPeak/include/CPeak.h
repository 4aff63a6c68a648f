// The speed at which one core multiplies and adds, with the widest vectors of the processor.

#ifndef CPEAK_H
#define CPEAK_H

/// Multiplications and additions for a number of rounds; 2 * 16 * lanes operations each, where
/// lanes is the return value.
int cpeak_single(long rounds);
int cpeak_double(long rounds);

#endif
