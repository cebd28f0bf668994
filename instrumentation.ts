/** Runs once when the server starts: a configuration that cannot work ends it here, with one line. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { announce } = await import("./app/api/announce");
  await announce();
}
