#ifndef CLIBCURL_SHIM_H
#define CLIBCURL_SHIM_H

#include <curl/curl.h>

/*
 * Swift cannot call functions with variable arguments: one function here for each type of an option's value.
 */
static inline CURLcode clibcurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clibcurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clibcurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef curl_socket_t (*clibcurl_open_socket)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode clibcurl_set_open_socket(CURL *handle, clibcurl_open_socket function) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, function);
}

typedef size_t (*clibcurl_write)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode clibcurl_set_write(CURL *handle, clibcurl_write function) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
}

static inline long clibcurl_response_code(CURL *handle) {
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

/* A cast in a macro, which Swift does not import. */
static const curl_socket_t CLIBCURL_SOCKET_BAD = CURL_SOCKET_BAD;

static inline CURLcode clibcurl_global_init(void) { return curl_global_init(CURL_GLOBAL_ALL); }

#endif
