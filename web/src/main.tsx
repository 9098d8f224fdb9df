import "./style/fonts.css";
import "./style/base.css";
import "./style/controls.css";
import "./style/week.css";
import "./style/status.css";
import "./style/feed.css";

import { ApolloProvider } from "@apollo/client/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { client } from "./client";
import { root } from "./config";
import { Announcer } from "./ui/Announcer";

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={client}>
      <Announcer>
        <App />
      </Announcer>
    </ApolloProvider>
  </StrictMode>,
);
