/** The workspace around it reads the address and shows the conversation. */
export default function ConversationPage() {
  return null;
}
