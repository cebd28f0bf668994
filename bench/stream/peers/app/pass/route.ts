/** The least a Next route can do: hands the upstream's body on. */
export async function POST(request: Request): Promise<Response> {
  const answer = await fetch(`${process.env.UPSTREAM_URL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: await request.text(),
    signal: request.signal,
  });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform" };
  return new Response(answer.body, { status: answer.status, headers });
}
