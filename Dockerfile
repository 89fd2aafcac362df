# Conclave as a GitHub app, with its own PostgreSQL; docs/install.md says how it is run.
FROM node:24-slim

# The user that the image of Node has already; PostgreSQL refuses to run as root.
RUN install -d -o node -g node /opt/conclave /var/lib/conclave
USER node
WORKDIR /opt/conclave

# Everything stands under devDependencies (docs/adr/0005-npm-tarball.md), the pinned Node and PostgreSQL too.
COPY --chown=node:node package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund && npm cache clean --force
COPY --chown=node:node . .

ENV CONCLAVE_HOME=/var/lib/conclave HOST=0.0.0.0 PORT=3000
VOLUME /var/lib/conclave
EXPOSE 3000
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# Node itself, not npm, which does not pass the signal to stop on to the program.
CMD ["node_modules/node/bin/node", "--heap-growing-percent=10", "--max-semi-space-size=4", "--no-deprecation", "app/main.ts"]
