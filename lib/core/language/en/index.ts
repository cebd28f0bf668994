import { app } from "./app";
import { chat } from "./chat";
import { composer } from "./composer";
import { conversations } from "./conversations";
import { errors } from "./errors";
import { message } from "./message";

export const dictionary = { app, chat, composer, conversations, errors, message };
