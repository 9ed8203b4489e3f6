# syntax=docker/dockerfile:1

# --- build ------------------------------------------------------------------------------------------------------------
FROM swift:6.3-bookworm AS build

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq-dev libcurl4-openssl-dev libssl-dev libcmark-dev zlib1g-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /src

# Dependencies change rarely: fetched in a layer of their own, and not again for a change in our sources.
COPY Package.* ./
RUN swift package resolve

# Migrations, seeds and pages are compiled into the binary, so the image carries no files beside it.
COPY . .
RUN swift build -c release --product claimdesk --no-color-diagnostics \
    && install -D "$(swift build -c release --show-bin-path)/claimdesk" /out/claimdesk \
    && strip --strip-debug /out/claimdesk

# --- run --------------------------------------------------------------------------------------------------------------
# The slim image carries the Swift run-time libraries, so nothing is linked statically: libcurl, libxml2 and ICU of a
# static FoundationNetworking would have to be matched by hand.
FROM swift:6.3-bookworm-slim

# libpq5 for Postgres; ca-certificates to check the server's certificate (sslmode=verify-full) and to fetch pages;
# libcurl4 for webhooks and, with libxml2, for Foundation's networking; tzdata for time zones.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 ca-certificates libcmark0.30.2 libcurl4 libssl3 libxml2 tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 claimdesk \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin claimdesk

COPY --from=build /out/claimdesk /usr/local/bin/claimdesk
COPY LICENSE /usr/share/doc/claimdesk/LICENSE

# By number, so that Kubernetes' runAsNonRoot can see that it is not root.
USER 10001:10001

# Inside a container, 127.0.0.1 would be reachable from nowhere else.
ENV CLAIMDESK_HOST=0.0.0.0 \
    CLAIMDESK_PORT=8080 \
    CLAIMDESK_LOG_FORMAT=json
EXPOSE 8080

# For `serve`, the default command. A container that runs `worker` or `migrate` has no port: switch the check off there.
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
    CMD ["claimdesk", "health"]

# claimdesk stops on SIGTERM: it finishes what is in flight, within CLAIMDESK_SHUTDOWN_GRACE.
STOPSIGNAL SIGTERM
ENTRYPOINT ["claimdesk"]
CMD ["serve"]
