#include "store/store_world.h"

using namespace cronmon;

namespace {

Token a_token(std::int64_t id, std::int64_t user, const std::string& name) {
    Token token;
    token.id = TokenId{id};
    token.user = UserId{user};
    token.name = name;
    token.digest = std::string(31, '\0') + static_cast<char>(id);
    token.created = monday;
    return token;
}

struct TokenWorld : StoreWorld {
    TokenWorld() {
        user(1, "somebody");
        user(2, "another");
        business(1, "backup");
        business(2, "shop");
    }
    void add(const Token& token) {
        commit([&](Batch& batch) { batch.add(token); });
    }
    Names names(std::optional<UserId> user) {
        Names names;
        for (const Token& token : now()->tokens(user)) names.push_back(token.name);
        return names;
    }
};

}  // namespace

TEST_CASE_FIXTURE(TokenWorld, "a token comes back as it was added, by its digest or its id") {
    Token full = a_token(5, 1, "ci/cd 流水线");
    full.scope = Scope::ping;
    full.all_businesses = false;
    full.businesses = {BusinessId{1}, BusinessId{2}};
    full.expires = monday + one_day;
    full.last_used = monday + Millis{3};
    add(full);
    reopen();
    const auto check = [&](const Token& found) {
        CHECK_EQ(found.id, full.id);
        CHECK_EQ(found.user, full.user);
        CHECK_EQ(found.name, full.name);
        CHECK_EQ(found.digest, full.digest);
        CHECK_EQ(found.scope, Scope::ping);
        CHECK_FALSE(found.all_businesses);
        CHECK_EQ(found.businesses, full.businesses);
        CHECK_EQ(found.created, monday);
        CHECK_EQ(found.expires, full.expires);
        CHECK_EQ(found.last_used, full.last_used);
    };
    REQUIRE(now()->token(full.digest).has_value());
    check(*now()->token(full.digest));
    commit([&](Batch& batch) { check(*batch.token(TokenId{5})); });
    CHECK_FALSE(now()->token("").has_value());
    CHECK_FALSE(now()->token(std::string(32, 'x')).has_value());
    CHECK_EQ(store->highest_ids().token, 5);
}

TEST_CASE_FIXTURE(TokenWorld, "a token that sees all and never ends comes back so") {
    for (const Scope scope : {Scope::read, Scope::write, Scope::ping}) {
        Token token = a_token(1 + static_cast<std::int64_t>(scope), 1, std::string(word(scope)));
        token.scope = scope;
        add(token);
        const auto found = now()->token(token.digest);
        CHECK_EQ(found->scope, scope);
        CHECK(found->all_businesses);
        CHECK(found->businesses.empty());
        CHECK_FALSE(found->expires.has_value());
        CHECK_FALSE(found->last_used.has_value());
    }
}

TEST_CASE_FIXTURE(TokenWorld, "a name is taken once for each user, a digest once for all") {
    add(a_token(1, 1, "ci"));
    add(a_token(2, 2, "ci"));
    CHECK_THROWS_AS(add(a_token(3, 1, "ci")), StoreError);
    Token twin = a_token(4, 1, "other");
    twin.digest = a_token(1, 1, "").digest;
    CHECK_THROWS_AS(add(twin), StoreError);
    CHECK_THROWS_AS(add(a_token(5, 99, "nobody's")), StoreError);
    commit([](Batch& batch) {
        CHECK_EQ(batch.token_names(UserId{1}), Names{"ci"});
        CHECK(batch.token_names(UserId{3}).empty());
    });
}

TEST_CASE_FIXTURE(TokenWorld, "tokens are listed by name, of one user or of all") {
    add(a_token(1, 1, "b"));
    add(a_token(2, 1, "a"));
    add(a_token(3, 2, "c"));
    CHECK_EQ(names(UserId{1}), Names{"a", "b"});
    CHECK_EQ(names(std::nullopt), Names{"a", "b", "c"});
    CHECK(names(UserId{3}).empty());
}

TEST_CASE_FIXTURE(TokenWorld, "a token is touched and removed by its id") {
    add(a_token(1, 1, "ci"));
    commit([](Batch& batch) { batch.touch(TokenId{1}, monday + one_day); });
    CHECK_EQ(now()->tokens(UserId{1})[0].last_used, monday + one_day);
    commit([](Batch& batch) {
        batch.remove(TokenId{1});
        batch.remove(TokenId{1});
        batch.touch(TokenId{1}, monday);
        CHECK_FALSE(batch.token(TokenId{1}).has_value());
    });
    CHECK(names(std::nullopt).empty());
}

TEST_CASE_FIXTURE(TokenWorld, "a token does not see more because a business of it was removed") {
    Token narrow = a_token(1, 1, "ci");
    narrow.all_businesses = false;
    narrow.businesses = {BusinessId{1}};
    add(narrow);
    commit([](Batch& batch) { batch.remove(BusinessId{1}); });
    const auto found = now()->token(narrow.digest);
    REQUIRE(found.has_value());
    CHECK_FALSE(found->all_businesses);
    CHECK(found->businesses.empty());
}
