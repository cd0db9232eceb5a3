#include "support/json_schema.h"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace cronmon;
using nlohmann::json;

namespace {

const json document = json::parse(R"({"words":{
    "Colour":{"type":"string","enum":["red","blue"]},
    "Tree":{"type":"object","additionalProperties":false,"required":["name"],
            "properties":{"name":{"type":"string"},
                          "under":{"type":"array","items":{"$ref":"#/words/Tree"}}}}}})");

std::string misfit_of(const char* schema, const char* value) {
    return misfit(json::parse(value), json::parse(schema), document);
}

bool fits(const char* schema, const char* value) { return misfit_of(schema, value).empty(); }

}  // namespace

TEST_CASE("a value is of its type, or of one of its types") {
    CHECK(fits(R"({"type":"string"})", R"("a")"));
    CHECK(fits(R"({"type":"boolean"})", "true"));
    CHECK(fits(R"({"type":"null"})", "null"));
    CHECK(fits(R"({"type":"array"})", "[]"));
    CHECK(fits(R"({"type":"object"})", "{}"));
    CHECK(fits(R"({"type":"number"})", "1.5"));
    CHECK(fits(R"({"type":"integer"})", "7"));
    CHECK(fits(R"({"type":"integer"})", "7.0"));
    CHECK_FALSE(fits(R"({"type":"integer"})", "7.5"));
    CHECK_FALSE(fits(R"({"type":"boolean"})", "0"));
    CHECK_FALSE(fits(R"({"type":"string"})", "null"));
    CHECK(fits(R"({"type":["string","null"]})", "null"));
    CHECK_FALSE(fits(R"({"type":["string","null"]})", "1"));
    CHECK(misfit_of(R"({"type":"string"})", "1") == R"(/: must be "string", got 1)");
}

TEST_CASE("an object has what is required, nothing that is not known, and each value fits") {
    constexpr const char* schema = R"({"type":"object","additionalProperties":false,
        "required":["id"],"properties":{"id":{"type":"integer"},"name":{"type":"string"}}})";
    CHECK(fits(schema, R"({"id":1})"));
    CHECK(fits(schema, R"({"id":1,"name":"a"})"));
    CHECK(misfit_of(schema, R"({"name":"a"})") == R"(/: must have "id", got {"name":"a"})");
    CHECK(misfit_of(schema, R"({"id":1,"nme":"a"})") == R"(/nme: is not expected, got "a")");
    CHECK(misfit_of(schema, R"({"id":"1"})") == R"(/id: must be "integer", got "1")");
    CHECK_FALSE(fits(R"({"additionalProperties":false})", R"({"a":1})"));
}

TEST_CASE("words, constants and bounds") {
    CHECK(fits(R"({"enum":["a",1,null]})", "null"));
    CHECK_FALSE(fits(R"({"enum":["a",1,null]})", R"("b")"));
    CHECK(fits(R"({"const":"OK"})", R"("OK")"));
    CHECK_FALSE(fits(R"({"const":"OK"})", R"("ok")"));
    CHECK(fits(R"({"minimum":1,"maximum":3})", "3"));
    CHECK_FALSE(fits(R"({"minimum":1})", "0"));
    CHECK_FALSE(fits(R"({"maximum":3})", "3.5"));
    CHECK(fits(R"({"minimum":1})", R"("not a number")"));
    CHECK(fits(R"({"minLength":2,"maxLength":2})", R"("支付")"));
    CHECK_FALSE(fits(R"({"minLength":3})", R"("支付")"));
    CHECK_FALSE(fits(R"({"maxLength":1})", R"("支付")"));
    CHECK(fits(R"({"minItems":1,"maxItems":2})", "[1,2]"));
    CHECK_FALSE(fits(R"({"minItems":1})", "[]"));
    CHECK_FALSE(fits(R"({"maxItems":1})", "[1,2]"));
    CHECK(fits(R"({"type":"string","format":"uuid","description":"any"})", R"("x")"));
}

TEST_CASE("a list fits if each of its items does") {
    CHECK(fits(R"({"items":{"type":"integer"}})", "[1,2]"));
    CHECK(misfit_of(R"({"items":{"type":"integer"}})", R"([1,"2"])") ==
          R"(/1: must be "integer", got "2")");
}

TEST_CASE("a reference is looked up, as deep as the value goes") {
    CHECK(fits(R"({"$ref":"#/words/Colour"})", R"("red")"));
    CHECK_FALSE(fits(R"({"$ref":"#/words/Colour"})", R"("green")"));
    constexpr const char* tree = R"({"$ref":"#/words/Tree"})";
    CHECK(fits(tree, R"({"name":"a","under":[{"name":"b"}]})"));
    CHECK(misfit_of(tree, R"({"name":"a","under":[{"name":"b","under":[{}]}]})") ==
          R"(/under/0/under/0: must have "name", got {})");
    CHECK_THROWS_AS(misfit_of(R"({"$ref":"#/words/Shape"})", "1"), std::logic_error);
    CHECK_THROWS_AS(misfit_of(R"({"$ref":"other.json"})", "1"), std::logic_error);
}

TEST_CASE("all of, any of and one of several schemas") {
    constexpr const char* all = R"({"allOf":[{"type":"integer"},{"minimum":3}]})";
    CHECK(fits(all, "3"));
    CHECK_FALSE(fits(all, "2"));
    constexpr const char* any = R"({"anyOf":[{"type":"integer"},{"minimum":3}]})";
    CHECK(fits(any, "4"));
    CHECK(fits(any, "2"));
    CHECK_FALSE(fits(any, "2.5"));
    constexpr const char* one = R"({"oneOf":[{"type":"integer"},{"minimum":3}]})";
    CHECK(fits(one, "2"));
    CHECK(fits(one, "3.5"));
    CHECK_FALSE(fits(one, "4"));
    CHECK_FALSE(fits(one, "2.5"));
}

TEST_CASE("what a schema says must be understood, wherever it is") {
    CHECK_THROWS_AS(misfit_of(R"({"pattern":"a+"})", R"("a")"), std::logic_error);
    CHECK_THROWS_AS(misfit_of(R"({"type":"text"})", R"("a")"), std::logic_error);
    CHECK_THROWS_AS(misfit_of(R"({"additionalProperties":true})", "{}"), std::logic_error);
    CHECK_THROWS_AS(misfit_of("true", "{}"), std::logic_error);
    for (const char* deep :
         {R"({"properties":{"a":{"pattern":"a+"}}})", R"({"items":{"pattern":"a+"}})",
          R"({"oneOf":[{"type":"null"},{"properties":{"a":{"items":{"uniqueItems":true}}}}]})",
          R"({"items":{"$ref":"#/nowhere"}})"})
        CHECK_THROWS_AS(check_schema(json::parse(deep), document), std::logic_error);
    check_schema(document["words"]["Tree"], document);
}
