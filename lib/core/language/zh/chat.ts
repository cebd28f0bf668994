import type { chat as english } from "../en/chat";
import type { Words } from "../words";

export const chat: Words<typeof english> = {
  transcript: "对话记录",
  jumpToLatest: "跳到最新",
  answerStarted: "开始回答",
  answerComplete: "回答完成",
  answerStopped: "回答已停止",
  answerFailed: "回答失败",
  loading: "正在加载对话",
  notFoundTitle: "没有这个对话",
  notFoundText: "它可能已被删除，或者地址有误。",
  loadFailed: "无法加载对话",
  welcomeTitle: "向 Kimi 提问图片",
  welcomeText: "拖入截图、草图或图表，观看推理过程逐步展开，答案随后出现。",
  samples: "示例",
  sampleSending: "正在发送……",
  sample: {
    dashboard: "把这个页面做成 HTML",
    wireframe: "把这张草图变成可用的网页",
    chart: "这张图表说明了什么？",
  },
  sampleAlt: {
    dashboard: "仪表盘",
    wireframe: "手绘线框图",
    chart: "图表",
  },
};
