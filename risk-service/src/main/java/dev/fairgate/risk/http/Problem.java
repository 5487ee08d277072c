package dev.fairgate.risk.http;

/// An RFC 9457 problem document: what every refused call answers.
///
/// @param type `/problems/<slug>`
/// @param title the same words for every problem of this type
/// @param status the HTTP status, 400 to 599
/// @param detail what this caller can do about it; never an echo of what was sent
public record Problem(String type, String title, int status, String detail) {

    /// The body or a parameter breaks a rule; `detail` names the rule.
    public static Problem invalidRequest(String detail) {
        return of("invalid-request", "The request cannot be read", 400, detail);
    }

    /// No token, or none that is accepted.
    public static Problem unauthenticated() {
        return of(
                "unauthenticated",
                "Who is calling?",
                401,
                "Send a valid token as Authorization: Bearer.");
    }

    /// A valid token without the role that the call needs.
    public static Problem forbidden(String role) {
        return of("forbidden", "Not allowed", 403, "This call needs the role " + role + ".");
    }

    /// A form that no page of this origin sent.
    public static Problem foreignPage() {
        return of(
                "forbidden",
                "Not allowed",
                403,
                "This is for the console's own pages: reload the page and try again.");
    }

    /// Nothing is here.
    public static Problem notFound() {
        return of("not-found", "Not found", 404, "There is nothing at this address.");
    }

    /// A challenge that does not exist, has expired, was used, or belongs to somebody else.
    public static Problem challengeNotFound() {
        return of(
                "challenge-not-found",
                "No such challenge",
                404,
                "The challenge is unknown, expired or used: repeat the request for a new one.");
    }

    /// No node has a decision of that id in its log.
    public static Problem decisionNotFound() {
        return of(
                "decision-not-found",
                "No such decision",
                404,
                "No node has it in its log: it never was, or its file is gone by age or size.");
    }

    /// Some nodes that may have what is looked for did not answer.
    public static Problem nodesUnavailable(String nodes) {
        return of(
                "nodes-unavailable",
                "Not all nodes answer",
                503,
                "The nodes that answer do not have it; these do not answer: " + nodes + ".");
    }

    /// No campaign of that id is known now.
    public static Problem clusterNotFound() {
        return of(
                "cluster-not-found",
                "No such cluster",
                404,
                "It is over, or never was: only current ones are known.");
    }

    /// The address exists, the method does not.
    public static Problem methodNotAllowed() {
        return of(
                "method-not-allowed",
                "Method not allowed",
                405,
                "See the Allow header for what works here.");
    }

    /// The body is over its limit.
    public static Problem tooLarge(long limit) {
        return of(
                "too-large",
                "The request is too large",
                413,
                "A body may have at most " + limit + " bytes.");
    }

    /// The body is not plain JSON, or whatever else is wanted.
    public static Problem unsupportedMediaType(String wanted) {
        return of(
                "unsupported-media-type",
                "Unsupported media type",
                415,
                "Send " + wanted + ", without a content encoding.");
    }

    /// Too many wrong answers or too many requests: come back later.
    public static Problem tooManyRequests() {
        return of(
                "too-many-requests",
                "Too many requests",
                429,
                "Please wait a moment, then try again.");
    }

    /// The kind of challenge that was asked for cannot be made here.
    public static Problem alternativeUnavailable() {
        return of(
                "alternative-unavailable",
                "This kind of challenge is not available",
                503,
                "Use one of the other kinds.");
    }

    /// The risk store did not answer in time.
    public static Problem riskUnavailable() {
        return of(
                "risk-unavailable",
                "No assessment right now",
                503,
                "The risk store did not answer in time: try again in a moment.");
    }

    /// PostgreSQL did not answer in time, or there is none.
    public static Problem databaseUnavailable() {
        return of(
                "database-unavailable",
                "Not possible right now",
                503,
                "The database did not answer in time: try again in a moment; again is always"
                        + " safe.");
    }

    /// A file that is no model of this system, or of nobody that it trusts.
    ///
    /// @param why a sentence
    public static Problem modelRefused(String why) {
        return of("model-refused", "The model is refused", 422, why);
    }

    /// A model cannot go where it should.
    ///
    /// @param why a sentence
    public static Problem stageRefused(String why) {
        return of("stage-refused", "The model stays where it is", 409, why);
    }

    /// There is no room on the lists for one more entry or suppression.
    public static Problem listFull(int most) {
        return of(
                "list-full",
                "The lists are full",
                409,
                "There is room for "
                        + most
                        + " entries and suppressions, of 2 MiB together: remove some first.");
    }

    /// Others changed the same thing again and again at this moment.
    public static Problem tryAgain() {
        return of(
                "try-again",
                "Others were faster",
                409,
                "Somebody else changed this at the same moment: nothing has changed, try again.");
    }

    /// A defect of ours; the log has the rest.
    public static Problem internalError() {
        return of(
                "internal-error", "Something went wrong", 500, "The fault is ours; it is logged.");
    }

    /// The problem for a status that the server itself answered.
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> unauthenticated();
            case 404 -> notFound();
            case 405 -> methodNotAllowed();
            case 408 -> of("timeout", "Too slow", 408, "The request took more than 10 seconds.");
            case 413 -> of("too-large", "The request is too large", 413, "Send a smaller body.");
            case 414 -> of("too-large", "The address is too long", 414, "Use a shorter address.");
            case 415 -> unsupportedMediaType("application/json");
            case 431 -> of("too-large", "The headers are too large", 431, "Send fewer headers.");
            default ->
                    status < 500
                            ? of(
                                    "invalid-request",
                                    "The request cannot be read",
                                    status,
                                    "It is not valid.")
                            : internalError();
        };
    }

    private static Problem of(String slug, String title, int status, String detail) {
        return new Problem("/problems/" + slug, title, status, detail);
    }
}
