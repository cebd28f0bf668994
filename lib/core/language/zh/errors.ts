import type { errors as english } from "../en/errors";
import type { Words } from "../words";

export const errors: Words<typeof english> = {
  code: {
    "invalid-request": { what: "请求不完整或有误。", todo: "请修改后重新发送。" },
    "not-found": { what: "请求的内容不存在。", todo: "它可能已被删除，请刷新页面。" },
    conflict: { what: "此处还有操作正在进行。", todo: "请等待其完成，或先停止它。" },
    "unsupported-media": { what: "不支持这种文件。", todo: "请使用 PNG、JPEG、WebP 或 GIF 图片。" },
    "corrupt-media": { what: "文件已损坏。", todo: "请从来源重新保存后再添加。" },
    "too-large": { what: "内容过大。", todo: "请缩小后再发送。" },
    forbidden: { what: "服务器拒绝了该请求。", todo: "请通过服务器自己的地址打开页面。" },
    "provider-unknown": { what: "该服务商尚未配置。", todo: "请选择其他服务商。" },
    auth: {
      what: "{provider, select, none {服务商} other {{provider}}} 不接受该密钥。",
      todo: "请设置有效的密钥{variable, select, none {} other {（{variable}）}}，然后重启服务器。",
    },
    permission: {
      what: "该密钥无权使用{model, select, none {此模型} other { {model}}}。",
      todo: "请选择其他模型，或申请权限。",
    },
    quota: {
      what: "{provider, select, none {} other {{provider} }}账户余额或配额已用完。",
      todo: "请充值，或选择其他服务商。",
    },
    "rate-limit": {
      what: "短时间内请求过多。",
      todo: "请{seconds, select, none {稍候} other {等待 {seconds} 秒}}后重新发送。",
    },
    overloaded: {
      what: "{provider, select, none {服务商} other {{provider}}} 负载过高。",
      todo: "请{seconds, select, none {稍候} other {等待 {seconds} 秒}}后重新发送。",
    },
    "model-gone": {
      what: "该服务商没有{model, select, none {此模型} other {模型 {model}}}。",
      todo: "请选择其他模型。",
    },
    "bad-parameter": { what: "服务商拒绝了请求参数。", todo: "请选择其他模型或模式后重新发送。" },
    "content-filter": { what: "内容被服务商的过滤器拒绝。", todo: "请修改消息后重新发送。" },
    "context-length": { what: "对话超出了该模型的上下文长度。", todo: "请新建对话，或减少附件。" },
    network: {
      what: "无法连接到{provider, select, none {服务商} other { {provider}}}。",
      todo: "请检查网络与地址{variable, select, none {} other {（{variable}）}}后重试。",
    },
    timeout: {
      what: "{provider, select, none {服务商} other {{provider}}} 响应超时。",
      todo: "请重试，或选择其他模型。",
    },
    protocol: { what: "无法读取收到的应答。", todo: "请重试，或选择其他服务商。" },
    server: {
      what: "{provider, select, none {服务器} other {{provider}}} 发生错误。",
      todo: "请重试。",
    },
    interrupted: { what: "回答被中断。", todo: "请继续，或重新提问。" },
    internal: { what: "Perigee 自身发生错误。", todo: "请重试；服务器日志中有更多信息。" },
  },
  unreachable: {
    what: "无法连接到 Perigee 服务器。",
    todo: "请确认服务器正在运行且网络可用，然后重试。",
  },
  notice: {
    "model-differs": "请求的是 {asked}，实际由 {got} 回答。",
    repaired:
      "{repair, select, reasoning {已按服务商要求，为先前的工具调用补上空的推理内容。} effort {推理强度不能与思考开关同时使用，已略去。} instant {思考时不能强制使用工具，此步已用即时模式回答。} toolChoiceAuto {该模型思考时不能强制使用某个工具，已改为自由选择。} sampling {采样参数由服务商固定，已略去。} outputLimit {输出上限已改用另一个参数名发送。} fields {已略去服务商不认识的设置。} other {服务商拒绝了某项设置；请求已调整并重新发送。}}",
    "reasoning-as-answer": "答案出现在推理字段中，现作为答案显示。",
    "reasoning-in-answer": "推理内容混在答案里，已移出。",
    "tool-calls-recovered": "工具调用混在文本里，已从中读出。",
    "left-out":
      "有 {count} {kind, select, image {张图片未发送，因为该模型在此不支持图片} video {段视频未发送，因为该模型在此不支持视频} other {个附件未发送，因为该模型不支持}}。",
    length:
      "{while, select, thinking {思考尚未结束、回答还没开始，就已达到输出上限。} other {在回答完成之前已达到输出上限。}}",
    "cut-off": "服务商的数据流提前结束。",
    "empty-answer": "模型没有返回任何内容。",
  },
};
