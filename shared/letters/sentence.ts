/** A sentence that may end with a name: the full stop of “Contoso Inc.” ends it too, and so does “Yahoo!”, isolated or not. */
export const sentence = (text: string) => (/[.…!?]['"”’»«)\]]?\u2069?$/.test(text) ? text : `${text}.`);
