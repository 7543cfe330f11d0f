# The demo's cameras: live HLS from the committed clips. Not needed where real cameras are.
FROM node:20-bookworm-slim AS build
WORKDIR /eyrie
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20-bookworm-slim
WORKDIR /eyrie
ENV NODE_ENV=production
COPY --from=build /eyrie/node_modules node_modules
COPY package.json tsconfig*.json ./
COPY server server
COPY geodata geodata
USER node
EXPOSE 8090
CMD ["node", "--import", "tsx", "server/simulator/main.ts"]
