// The least a server can do: passes the request on and the answer back, byte for byte. PORT, UPSTREAM_URL.
import { Agent, createServer, request } from "node:http";

const upstream = new URL(`${process.env.UPSTREAM_URL}/chat/completions`);
const agent = new Agent({ keepAlive: true });

createServer((incoming, outgoing) => {
  if (incoming.method !== "POST") {
    outgoing.end("ready");
    return;
  }
  const headers = {
    "content-type": "application/json",
    "content-length": incoming.headers["content-length"],
  };
  const call = request(upstream, { method: "POST", agent, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
    });
    answer.pipe(outgoing);
    answer.on("error", (error) => outgoing.destroy(error));
  });
  call.on("error", (error) => outgoing.destroy(error));
  outgoing.on("close", () => call.destroy());
  incoming.pipe(call);
}).listen(Number(process.env.PORT), "127.0.0.1");
