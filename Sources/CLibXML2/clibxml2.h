#ifndef PHASEFIT_CLIBXML2_H
#define PHASEFIT_CLIBXML2_H

#include <libxml/xmlversion.h>
/* Debian's libxml2 includes the system ICU, whose enums clash with those of Swift's Foundation.
   The switch only hides trailing fields of a struct that this project never sizes. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>

/* xmlFree is a global function pointer, which Swift 6 refuses to read as shared mutable state. */
static inline void phasefit_xmlFree(void *pointer) { xmlFree(pointer); }

#endif
