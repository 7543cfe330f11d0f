# The video process: cameras → ingest → detect. Build from the repository root: docker build -f docker/worker.Dockerfile .
FROM node:20-bookworm-slim AS build
WORKDIR /eyrie
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20-bookworm-slim
WORKDIR /eyrie
ENV NODE_ENV=production EYRIE_DATA_DIR=/var/lib/eyrie
COPY --from=build /eyrie/node_modules node_modules
COPY package.json tsconfig*.json ./
COPY server server
COPY models models
COPY geodata geodata
RUN mkdir -p /var/lib/eyrie && chown node:node /var/lib/eyrie
USER node
VOLUME /var/lib/eyrie
CMD ["node", "--import", "tsx", "server/worker.ts"]
