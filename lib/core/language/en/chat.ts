export const chat = {
  transcript: "Transcript",
  jumpToLatest: "Jump to latest",
  answerStarted: "Answer started",
  answerComplete: "Answer complete",
  answerStopped: "Answer stopped",
  answerFailed: "Answer failed",
  loading: "Loading the conversation",
  notFoundTitle: "This conversation does not exist",
  notFoundText: "It may have been deleted, or the address is mistyped.",
  loadFailed: "The conversation could not be loaded",
  welcomeTitle: "Ask Kimi about a picture",
  welcomeText:
    "Drop in a screenshot, a sketch or a chart. Watch the reasoning stream, and the answer under it.",
  samples: "Samples",
  sampleSending: "Sending …",
  sample: {
    dashboard: "Build this page as HTML",
    wireframe: "Turn this sketch into a working page",
    chart: "What does this chart show?",
  },
  sampleAlt: {
    dashboard: "A dashboard",
    wireframe: "A hand-drawn wireframe",
    chart: "A chart",
  },
};
