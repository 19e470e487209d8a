// play.js: runs before the dashboard of demo.html: nothing there asks the background, or the host.
import { background } from "../../shared/rpc.js";
import { answer } from "./answers.js";

background.play(answer);
