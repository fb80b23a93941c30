# docker build -t vigie . && docker run --rm -p 8080:8080 vigie

FROM debian:bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/m2 \
    mvn -B -q -Dmaven.repo.local=/m2 -Dquick -f server/pom.xml resources:resources compiler:compile jar:jar@default-jar shade:shade@pack

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless curl \
 && rm -rf /var/lib/apt/lists/* \
 # dialout: the group that owns serial devices on Debian
 && useradd --system --uid 10001 --groups dialout --create-home --home-dir /var/lib/vigie vigie
COPY --from=build /build/server/target/vigie.jar /opt/vigie/vigie.jar
COPY LICENSE NOTICE /opt/vigie/
USER vigie
WORKDIR /var/lib/vigie
# Inside a container loopback is nobody's: the published port decides who reaches it.
# A container does not know the name of its host: names without a dot, and those of the local network, are answered.
ENV VIGIE_BIND=0.0.0.0 \
    VIGIE_PORT=8080 \
    VIGIE_HOSTS=*,*.local
EXPOSE 8080
VOLUME /var/lib/vigie
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s --retries=3 \
    CMD curl -fsS -o /dev/null "http://127.0.0.1:${VIGIE_PORT}/healthz"
# Exit code 70 means that the server found itself broken: let the container's restart policy start it again.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmx160m", "-Xss512k", "-XX:-UsePerfData", "-Dio.netty.leakDetection.level=disabled", "-jar", "/opt/vigie/vigie.jar"]
