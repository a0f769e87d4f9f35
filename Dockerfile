FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B --no-transfer-progress -pl server -am package -Dmaven.test.skip=true \
    && java -Djarmode=tools -jar server/target/parley.jar extract --destination /app

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home --home-dir /data parley \
    && install -d -o parley -g parley -m 0700 /data /keys
COPY --from=build /app /app
USER parley
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["java", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders", \
    "-XX:MetaspaceSize=192m", "-XX:ReservedCodeCacheSize=512m", "-XX:InlineSmallCode=250", \
    "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/parley.jar"]
CMD ["serve", "--roles", "command-side,projections,query-side,socket-edge,asset-service"]
