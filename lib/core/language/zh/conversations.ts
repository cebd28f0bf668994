import type { conversations as english } from "../en/conversations";
import type { Words } from "../words";

export const conversations: Words<typeof english> = {
  conversations: "对话列表",
  untitled: "未命名",
  today: "今天",
  yesterday: "昨天",
  week: "过去 7 天",
  empty: "提问过的内容会保存在这里。",
  loading: "正在加载对话列表",
  failed: "无法加载对话列表。",
  more: "更多对话",
  running: "正在回答",
  options: "{title} 的选项",
  rename: "重命名",
  title: "标题",
  renameFailed: "无法修改标题。",
  delete: "删除",
  deleteTitle: "删除这个对话？",
  deleteText: "“{title}”及其全部消息将被永久删除。",
  deleteFailed: "无法删除对话。",
  cancel: "取消",
};
