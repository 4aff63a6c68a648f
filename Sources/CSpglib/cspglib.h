#ifndef PHASEFIT_CSPGLIB_H
#define PHASEFIT_CSPGLIB_H

#include <spglib.h>

#endif
