#ifndef CLIBPQ_SHIM_H
#define CLIBPQ_SHIM_H

#include <libpq-fe.h>
#include <stddef.h>

/*
 * Swift cannot import the PG_DIAG_* macros: they are character literals. Same values, as constants.
 */
static const int CLIBPQ_DIAG_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int CLIBPQ_DIAG_SQLSTATE = PG_DIAG_SQLSTATE;
static const int CLIBPQ_DIAG_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
static const int CLIBPQ_DIAG_DETAIL = PG_DIAG_MESSAGE_DETAIL;
static const int CLIBPQ_DIAG_HINT = PG_DIAG_MESSAGE_HINT;
static const int CLIBPQ_DIAG_POSITION = PG_DIAG_STATEMENT_POSITION;
static const int CLIBPQ_DIAG_INTERNAL_POSITION = PG_DIAG_INTERNAL_POSITION;
static const int CLIBPQ_DIAG_INTERNAL_QUERY = PG_DIAG_INTERNAL_QUERY;
static const int CLIBPQ_DIAG_CONTEXT = PG_DIAG_CONTEXT;
static const int CLIBPQ_DIAG_SCHEMA = PG_DIAG_SCHEMA_NAME;
static const int CLIBPQ_DIAG_TABLE = PG_DIAG_TABLE_NAME;
static const int CLIBPQ_DIAG_COLUMN = PG_DIAG_COLUMN_NAME;
static const int CLIBPQ_DIAG_DATATYPE = PG_DIAG_DATATYPE_NAME;
static const int CLIBPQ_DIAG_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME;
static const int CLIBPQ_DIAG_FILE = PG_DIAG_SOURCE_FILE;
static const int CLIBPQ_DIAG_LINE = PG_DIAG_SOURCE_LINE;
static const int CLIBPQ_DIAG_ROUTINE = PG_DIAG_SOURCE_FUNCTION;

/* A server's notices go nowhere: libpq's own receiver would print them to standard error. */
static inline void clibpq_discard_notice(void *argument, const PGresult *result) {
    (void)argument;
    (void)result;
}

static inline void clibpq_silence_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, clibpq_discard_notice, NULL);
}

#endif
