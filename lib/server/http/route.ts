import "server-only";
import { errorResponse } from "./error-response";
import { guardRequest } from "./guard";

export type RouteOptions<Ctx> = {
  /** Opened by the first request that gets through the guard. */
  context: () => Promise<Ctx>;
  isAllowedHost: (host: string) => boolean;
  log: (text: string) => void;
};

type Handler<Ctx, Params> = (request: Request, ctx: Ctx, params: Params) => Response | Promise<Response>;
type NextHandler<Params> = (request: Request, segment: { params: Promise<Params> }) => Promise<Response>;

/** What nginx answers when the caller has gone; nobody reads it. */
const callerGone = 499;

/**
 * Makes the wrapper that all route handlers share: it guards the request, opens the context, runs the handler and
 * maps what is thrown to an error response. Handlers only adapt.
 */
export function createRoute<Ctx>({ context, isAllowedHost, log }: RouteOptions<Ctx>) {
  return <Params extends Record<string, string> = Record<string, string>>(
    handler: Handler<Ctx, Params>,
  ): NextHandler<Params> =>
    async (request, { params }) => {
      try {
        guardRequest(request, isAllowedHost);
        return await handler(request, await context(), await params);
      } catch (error) {
        if (request.signal.aborted) return new Response(null, { status: callerGone });
        return errorResponse(error, log);
      }
    };
}
