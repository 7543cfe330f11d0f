# The API and the web interface. Build from the repository root: docker build -f docker/server.Dockerfile .
FROM node:20-bookworm-slim AS build
WORKDIR /eyrie
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npx vite build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /eyrie
ENV NODE_ENV=production EYRIE_DATA_DIR=/var/lib/eyrie
COPY --from=build --chown=node:node /eyrie /eyrie
RUN mkdir -p /var/lib/eyrie && chown node:node /var/lib/eyrie
USER node
VOLUME /var/lib/eyrie
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||8080)+'/api/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--import", "tsx", "server/main.ts"]
