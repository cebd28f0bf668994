import "server-only";
import { type Answer, countWords, excerpt, type Question } from "../question";

const keyStepsEn = `1. Put \`MOONSHOT_API_KEY=…\` into the environment or into \`.env.local\` (keys come from the Moonshot platform's console)
2. Restart with \`npm start\`
3. Pick a model in the composer

Other endpoints work as well: \`TOGETHER_API_KEY\`, \`NVIDIA_API_KEY\`, \`OPENROUTER_API_KEY\`, \`VLLM_BASE_URL\`, \`SGLANG_BASE_URL\` or \`OPENAI_COMPATIBLE_BASE_URL\`. The key stays on the server; the page never sees it.`;

const keyStepsZh = `1. 在环境变量或 \`.env.local\` 中写入 \`MOONSHOT_API_KEY=…\`（密钥在 Moonshot 平台的控制台获取）
2. 用 \`npm start\` 重新启动
3. 在输入框选择模型

也可以使用其他端点：\`TOGETHER_API_KEY\`、\`NVIDIA_API_KEY\`、\`OPENROUTER_API_KEY\`、\`VLLM_BASE_URL\`、\`SGLANG_BASE_URL\` 或 \`OPENAI_COMPATIBLE_BASE_URL\`。密钥只留在服务器上，页面看不到。`;

export function greeting({ text, language }: Question): Answer {
  if (language === "zh") {
    return {
      reasoning: [
        `用户在打招呼：“${excerpt(text)}”。`,
        "回一个问候，同时说明这里是离线模拟器，免得被当成 Kimi，再给几个可以尝试的例子。",
      ],
      text: "你好！这里是**离线模拟器**：回复是预先写好的，不是 Kimi。可以拖入一张图片问“这张图有哪些颜色？”，或者问“9.11 和 9.9 哪个大？”。要使用真正的 Kimi，请设置 `MOONSHOT_API_KEY` 并重新启动。",
    };
  }
  return {
    reasoning: [
      `This is a greeting: “${excerpt(text)}”. It asks for nothing in particular, so a short greeting back is the right length for an answer.`,
      "Whoever writes here for the first time may believe that Kimi is answering, and that should be put right at once: these are the scripted replies of the offline emulator. A friendly way to do so is to say what it can do for real, with an example or two, and then how to get a real model.",
    ],
    text: "Hello! This is the **offline emulator**: its replies are scripted, and it is not Kimi. Drop a picture and ask “What colours are in this picture?” or “Build this page as HTML”, or try “Which is larger, 9.11 or 9.9?”. To talk to a real Kimi, set `MOONSHOT_API_KEY` and restart.",
  };
}

export function aboutEmulator({ text, language }: Question): Answer {
  if (language === "zh") {
    return {
      reasoning: [
        `用户问：“${excerpt(text)}”。`,
        "这里要说实话：我不是 Kimi，也不是语言模型，而是随产品附带的离线模拟器。说明它怎样得出回复，以及怎样接入真正的模型。",
      ],
      text: `我是随 Perigee 附带的**离线模拟器**，不是 Kimi，也不是语言模型。我按 Kimi K2.5 的接口格式返回预先写好的回复；图片、数字和工具调用是真正根据你的输入计算的。\n\n要使用真正的 Kimi：\n\n${keyStepsZh}`,
    };
  }
  return {
    reasoning: [
      `The question is who is answering: “${excerpt(text)}”. There is only one honest answer. This is not Kimi and no language model at all, but the emulator that comes with the product, so that it can be tried without a key.`,
      "It helps to say how its replies come about: the wire is that of Kimi K2.5, the texts are scripted, while pictures are decoded and measured and numbers are worked out from what was sent. Then what to set to get a real model, in three steps.",
    ],
    text: `I am the **offline emulator** that comes with Perigee: not Kimi, and no language model. I speak Kimi K2.5's wire protocol with scripted replies. Pictures, numbers and tool calls are worked out from what you send; the rest is prepared text.\n\nTo have a real Kimi answer:\n\n${keyStepsEn}`,
  };
}

export function setKey({ text, language }: Question): Answer {
  if (language === "zh") {
    return {
      reasoning: [
        `用户问的是密钥：“${excerpt(text)}”。`,
        "模拟器没有密钥，也看不到服务器上的密钥。说明怎样设置即可。",
      ],
      text: `离线模拟器不使用密钥，也看不到任何密钥。要使用真正的 Kimi：\n\n${keyStepsZh}`,
    };
  }
  return {
    reasoning: [
      `This is about keys: “${excerpt(text)}”. The emulator has none and needs none, and it cannot see what keys the server holds, which is how it should be: no route gives one out.`,
      "What can be told is how to set one. The variable is named after the vendor, the server reads it once at its start, and after a restart the models of that vendor are there to pick. Self-hosted engines take an address instead of a key.",
    ],
    text: `The offline emulator has no key and sees none. To use a real Kimi:\n\n${keyStepsEn}`,
  };
}

export function aboutSystem(system: string, { language }: Question): Answer {
  const words = countWords(system);
  const quoted = `> ${excerpt(system, 300)}`;
  if (language === "zh") {
    return {
      reasoning: [
        "用户问到系统提示。",
        system
          ? `请求里有系统提示，共 ${words} 个字词，可以引用它的开头。`
          : "这次请求里没有系统提示，如实说明。",
      ],
      text: system
        ? `收到了系统提示（${words} 个字词）：\n\n${quoted}\n\n离线模拟器会收下它，但回复是预先写好的，不会照它行事。`
        : "这次请求没有系统提示。",
    };
  }
  return {
    reasoning: [
      "The question is about the system prompt. Whether there is one can be read from the request itself, since it is sent along with every message of the conversation.",
      system
        ? `There is one, of ${words} words. I can quote its beginning to show that it arrived. It would be wrong to claim that it is followed, though: the replies here are scripted, and a system prompt does not change them.`
        : "There is none in this request: neither a system message nor anything in its place. So the answer is a short one, and it should mention where a system prompt can be set, and that the scripted replies here would not change with it.",
    ],
    text: system
      ? `A system prompt arrived with this request (${words} words):\n\n${quoted}\n\nThe emulator takes note of it, but its replies are scripted and do not follow it.`
      : "No system prompt came with this request. One can be set in the composer's settings; the emulator's scripted replies would not change with it.",
  };
}
