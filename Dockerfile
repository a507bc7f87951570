# docker build --tag invoice-gateway --build-arg COMMIT=$(git rev-parse HEAD) .
# docker run --publish 4000:4000 --env GATEWAY_CONFIG=/app/gateway.yaml \
#   --volume ./gateway.yaml:/app/gateway.yaml:ro --volume invoice-gateway-data:/app/data invoice-gateway

FROM node:26-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing is built here, and nothing that it runs on comes with a script.
RUN npm ci --omit=dev --ignore-scripts

# The page at /graphiql, for where the configuration asks for it.
FROM node:26-slim AS graphiql
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts/build.ts ./scripts/
COPY graphiql ./graphiql
RUN npm ci

FROM node:26-slim
ARG COMMIT
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 GATEWAY_COMMIT=$COMMIT
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY schema ./schema
COPY src ./src
COPY --from=graphiql /app/graphiql/dist ./graphiql/dist
# Most of a start is spent on reading and compiling modules. Node keeps the result, and uses it wherever the text is the same.
ENV NODE_COMPILE_CACHE=/app/compiled
RUN node src/main.ts --version
# The default of storage.dataDir, and all that the gateway may write to but the system's temporary folder.
RUN install --directory --owner=node --group=node data
VOLUME /app/data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without a shell or npm in between, so that SIGTERM reaches the gateway itself.
CMD ["node", "--min-semi-space-size=32", "--max-semi-space-size=32", "--no-allocation-site-pretenuring", "src/main.ts"]
