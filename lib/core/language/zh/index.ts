import type { dictionary as english } from "../en";
import type { Words } from "../words";
import { app } from "./app";
import { chat } from "./chat";
import { composer } from "./composer";
import { conversations } from "./conversations";
import { errors } from "./errors";
import { message } from "./message";

export const dictionary: Words<typeof english> = { app, chat, composer, conversations, errors, message };
