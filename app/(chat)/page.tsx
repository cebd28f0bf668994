/** The workspace around it reads the address and shows a new conversation. */
export default function NewConversationPage() {
  return null;
}
