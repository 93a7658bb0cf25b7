# Two images from one file: --target web (the register) and --target simulator (the PIN pad simulator).

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# true: restore from a complete package feed, without the ways round of eng/feed
ARG CompleteFeed=false
WORKDIR /source
COPY . .
# The lock files belong to the default feed; a complete one resolves anew.
RUN options="-c Release -nologo -p:CompleteFeed=$CompleteFeed" \
 && if [ "$CompleteFeed" = true ]; then options="$options -p:RestorePackagesWithLockFile=false"; fi \
 && dotnet publish src/CloudPos.SpinSimulator $options -o /out/simulator \
 && dotnet publish src/CloudPos.Web $options -o /out/web

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
# CloudPos uses the system's SQLite and time zones; curl is for the health checks.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libsqlite3-0 curl tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown "$APP_UID" /data
WORKDIR /app
USER $APP_UID
VOLUME /data

FROM runtime AS simulator
# the container has one port, published on the computer's own address only: the face is used from outside the container
ENV ASPNETCORE_URLS=http://0.0.0.0:5090 Simulator__StateFile=/data/simulator.json Simulator__RemoteControl=true
EXPOSE 5090
COPY --from=build /out/simulator .
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD curl -fsS http://127.0.0.1:5090/healthz/ready || exit 1
ENTRYPOINT ["dotnet", "CloudPos.SpinSimulator.dll"]

FROM runtime AS web
ENV ASPNETCORE_HTTP_PORTS=5080 CLOUDPOS_DATA=/data
EXPOSE 5080
COPY --from=build /out/web .
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD curl -fsS http://127.0.0.1:5080/healthz/ready || exit 1
ENTRYPOINT ["dotnet", "CloudPos.Web.dll"]
