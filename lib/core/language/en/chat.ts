export const chat = {
  transcript: "Transcript",
  jumpToLatest: "Jump to latest",
  answerStarted: "Answer started",
  answerComplete: "Answer complete",
  loading: "Loading the conversation",
  notFoundTitle: "This conversation does not exist",
  notFoundText: "It may have been deleted, or the address is mistyped.",
  loadFailed: "The conversation could not be loaded",
  branchNotKept: "The chosen branch could not be kept on the server.",
  welcomeTitle: "Ask Kimi about a picture",
  welcomeText:
    "Drop in a screenshot, a sketch or a chart. Watch the reasoning stream, and the answer under it.",
  samples: "Samples",
  sampleFailed: "The sample could not be sent.",
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
