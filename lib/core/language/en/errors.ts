import type { ErrorCode, NoticeCode } from "../../message/part";

type ErrorEntry = { what: string; todo: string };

/**
 * The words of errors and notices by their code. English shows the server's own sentences where it sent some, as
 * they say more. A value that is not known comes as "none".
 */
export const errors = {
  code: {
    "invalid-request": { what: "The request is not complete.", todo: "Change it and send it again." },
    "not-found": {
      what: "What was asked for is not there.",
      todo: "It may have been deleted; reload the page.",
    },
    conflict: {
      what: "Something else is still going on here.",
      todo: "Wait until it is done, or stop it first.",
    },
    "unsupported-media": {
      what: "This kind of file is not supported.",
      todo: "Use a PNG, JPEG, WebP or GIF picture.",
    },
    "corrupt-media": {
      what: "The file is damaged.",
      todo: "Save it again from its source, and add it again.",
    },
    "too-large": { what: "This is too large.", todo: "Send something smaller." },
    forbidden: {
      what: "The server refused the request.",
      todo: "Open the page at the server's own address.",
    },
    "provider-unknown": { what: "This provider is not configured.", todo: "Choose another one." },
    auth: {
      what: "The endpoint did not accept the key.",
      todo: "Set a valid key and start the server again.",
    },
    permission: { what: "The key may not use this model.", todo: "Choose another model, or ask for access." },
    quota: {
      what: "The account's balance or quota is used up.",
      todo: "Top up the account, or choose another provider.",
    },
    "rate-limit": { what: "Too many requests in a short time.", todo: "Wait a moment, then send it again." },
    overloaded: { what: "The endpoint is overloaded.", todo: "Wait a moment, then send it again." },
    "model-gone": { what: "The endpoint does not have this model.", todo: "Choose another model." },
    "bad-parameter": {
      what: "The endpoint refused the request.",
      todo: "Choose another model or mode and send it again.",
    },
    "content-filter": {
      what: "The endpoint's content filter refused this.",
      todo: "Change the message and send it again.",
    },
    "context-length": {
      what: "The conversation is too long for this model.",
      todo: "Start a new conversation, or leave out some of the attachments.",
    },
    network: {
      what: "The endpoint cannot be reached.",
      todo: "Check the network and the address, then try again.",
    },
    timeout: { what: "The endpoint took too long to answer.", todo: "Try again, or choose another model." },
    protocol: {
      what: "The endpoint's answer could not be read.",
      todo: "Try again, or choose another provider.",
    },
    server: { what: "The endpoint failed.", todo: "Try again." },
    interrupted: { what: "The answer was interrupted.", todo: "Continue it, or ask again." },
    internal: {
      what: "Something went wrong in Perigee itself.",
      todo: "Try again; the server's log says more.",
    },
  } satisfies Record<ErrorCode, ErrorEntry>,
  unreachable: {
    what: "The Perigee server cannot be reached.",
    todo: "Check that it is running and that you are online, then try again.",
  },
  notice: {
    "model-differs": "{got} answered, though {asked} was asked.",
    repaired:
      "{repair, select, reasoning {Empty reasoning was added to earlier tool calls, as the endpoint asked for it.} effort {The reasoning effort was left out, as it cannot be combined with the thinking switch.} instant {This step was answered in instant mode, as a tool cannot be forced while the model thinks.} toolChoiceAuto {This model may choose its tools freely, as it cannot be forced to one while it thinks.} sampling {The sampling settings were left out, as the endpoint fixes them.} outputLimit {The output limit was sent under its other name.} fields {Settings that the endpoint does not know were left out.} other {The endpoint refused a setting; the request was changed and sent again.}}",
    "reasoning-as-answer": "The answer came in the reasoning field; it is shown as the answer.",
    "reasoning-in-answer": "The reasoning came inside the answer and was moved out of it.",
    "tool-calls-recovered": "Tool calls were found inside the text and read from there.",
    "left-out":
      "{kind, select, image {{count, plural, one {One picture was} other {{count} pictures were}} left out, as this model takes no pictures here.} video {{count, plural, one {One video was} other {{count} videos were}} left out, as this model takes no videos here.} other {{count, plural, one {One attachment was} other {{count} attachments were}} left out, as this model does not take them.}}",
    length:
      "{while, select, thinking {The output limit was reached while thinking, before the answer began.} other {The output limit was reached before the answer was complete.}}",
    "cut-off": "The endpoint's stream ended early.",
    "empty-answer": "The model answered with nothing.",
  } satisfies Record<NoticeCode, string>,
};
