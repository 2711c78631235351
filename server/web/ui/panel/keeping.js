/** Whether the panel keeps to one chat, set before it starts: beside a chat inside another program it does. */

/** undefined: all of the counsellor's chats; null: one that is not known yet. @type {{ only: null | undefined }} */
export const keeping = { only: undefined };
