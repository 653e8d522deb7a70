# The hub for containers: GraphiQL's assets, the packages from the lock file, then the hub.
FROM node:22-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/sinergi
ENV PATH=/opt/sinergi/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY graph/ graph/
COPY schema/ schema/
COPY seeds/ seeds/
COPY api/ api/
COPY --from=web /src/api/static/ api/static/
RUN pip install --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /var/lib/sinergi --uid 10001 sinergi
COPY --from=build /opt/sinergi /opt/sinergi
ENV PATH=/opt/sinergi/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SINERGI_HOST=0.0.0.0 \
    SINERGI_DATA_DIR=/var/lib/sinergi/data
USER sinergi
WORKDIR /var/lib/sinergi
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=5)"]
ENTRYPOINT ["sinergi"]
CMD ["serve"]
