/** The cookie that remembers whether the sidebar is open, so that the server renders it as it was left. */
export const sidebarCookie = "perigee-sidebar";
