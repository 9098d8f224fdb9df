# The gateway in an image of its own: build with `docker build -t activity-gateway .`, and try it
# with `docker run --rm -p 8000:8000 activity-gateway gateway serve --host 0.0.0.0 --sandbox`.
# Both tags move with Python's own mending; where images must be the same, put `@sha256:…` to them.

FROM python:3.11-slim AS build

WORKDIR /build
RUN python -m venv /opt/gateway
ENV PATH="/opt/gateway/bin:$PATH" \
    PIP_DISABLE_PIP_VERSION_CHECK=1

# What changes seldom comes first, so that a change of the code does not install everything anew.
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY gateway ./gateway
RUN pip install --no-cache-dir --no-deps --no-build-isolation .


FROM python:3.11-slim

LABEL org.opencontainers.image.title="Activity Gateway" \
      org.opencontainers.image.description="One GraphQL feed over Google Fit and Oura." \
      org.opencontainers.image.licenses="MIT"

RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin gateway
COPY --from=build /opt/gateway /opt/gateway
ENV PATH="/opt/gateway/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

# By number, so that a cluster can tell that it is not root. Nothing is written to disk.
USER 10001:10001
EXPOSE 8000

# Not by urllib, which would ask a proxy that the environment names.
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import http.client, os; probe = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('GATEWAY_PORT') or 8000), timeout=3); probe.request('GET', '/livez'); raise SystemExit(probe.getresponse().status != 200)"]

# It ends once what is under way is answered, 15 seconds later at most: stop it with that patience.
STOPSIGNAL SIGTERM
CMD ["gateway", "serve", "--host", "0.0.0.0"]
